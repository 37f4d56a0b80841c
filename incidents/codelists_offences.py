"""Recorded crime: products, levels, what is counted, and offences under every scheme of the publisher.

The Met renamed its categories to capitals and regrouped some of them between downloads. One table
gives a category the same slug under both names; categories that were merged or split keep slugs of
their own, and say in which schemes they are counted, because a category that a scheme lacks is
unknown there and not zero. Labels are the publisher's words in sentence case; definitions are ours.
"""

from dataclasses import dataclass

from havering_safety.api.codelists import Code, Codelist

GEOGRAPHIC, DASHBOARD = "geographic-breakdown", "monthly-dashboard"
WARD, BOROUGH = "ward", "borough"
OFFENCES, POSITIVE_OUTCOMES = "offences", "positive-outcomes"
KNIFE_CRIME = "knife-crime"

PRODUCTS = Codelist(
    "products",
    "Products of recorded crime",
    [
        Code("Geographic breakdown", "Every notifiable offence by month, by ward or by borough."),
        Code(
            "Monthly dashboard",
            "Knife crime by month; its subgroups overlap and are never added up.",
        ),
    ],
)

LEVELS = Codelist(
    "levels",
    "Levels of geography of recorded crime",
    [
        Code("Ward", "Figures of each ward. Offences without a known place are in none."),
        Code(
            "Borough",
            "Figures of the borough as a whole, published apart; wards do not add up to them.",
        ),
    ],
)

COUNTED_THINGS = Codelist(
    "counted-things",
    "What a figure of recorded crime counts",
    [
        Code("Offences", "Offences recorded in the month."),
        Code(
            "Positive outcomes",
            "Offences solved in the month, by charge, caution and the like, whenever recorded.",
        ),
    ],
)

# The schemes: ward downloads to November 2023 had fine categories, later ones coarse ones in
# capitals; borough downloads split some others; the dashboard has its own.
FINE, COARSE, OF_BOROUGHS, OF_KNIVES = "fine", "coarse", "boroughs", "knives"
GENERAL = (FINE, COARSE, OF_BOROUGHS)
SINCE = (COARSE, OF_BOROUGHS)

SCHEMES_OF = {
    (GEOGRAPHIC, WARD): {FINE, COARSE},
    (GEOGRAPHIC, BOROUGH): {OF_BOROUGHS},
    (DASHBOARD, WARD): {OF_KNIVES},
    (DASHBOARD, BOROUGH): {OF_KNIVES},
}


@dataclass(frozen=True)
class Offence(Code):
    """A category of offences, and the schemes that count it."""

    schemes: tuple[str, ...] = GENERAL


OFFENCE_GROUPS = Codelist(
    "offence-groups",
    "Groups of recorded offences",
    [
        Offence("Arson and criminal damage", "Property set on fire or damaged."),
        Offence("Burglary", "Entering a building to steal, damage or harm."),
        Offence("Drug offences", "Possessing and supplying controlled drugs."),
        Offence("Fraud and forgery", "What is left of fraud since it is recorded nationally.", ("Historical fraud and forgery",)),
        Offence("Miscellaneous crimes against society", "Offences that fit no other group."),
        Offence("NFIB fraud", "Fraud passed on by the National Fraud Intelligence Bureau.", schemes=SINCE),
        Offence("Possession of weapons", "Having a firearm, a knife or another weapon unlawfully."),
        Offence("Public order offences", "Causing fear, alarm or distress in public, and disorder."),
        Offence("Robbery", "Theft with force or the threat of force."),
        Offence("Sexual offences", "Rape and other sexual offences."),
        Offence("Theft", "Theft without force, from shops, persons and elsewhere."),
        Offence("Vehicle offences", "Theft of and from motor vehicles, and interference with them."),
        Offence("Violence against the person", "Homicide, assault, harassment and stalking."),
        Offence("Knife crime", "Offences with a knife, across other groups; subgroups overlap.", schemes=(OF_KNIVES,)),
    ],
)  # fmt: skip

OFFENCE_SUBGROUPS = Codelist(
    "offence-subgroups",
    "Subgroups of recorded offences",
    [
        Offence("Arson", "Property set on fire."),
        Offence("Criminal damage", "Property damaged otherwise."),
        Offence("Burglary business and community", "Burglary of shops, offices, schools and the like."),
        Offence("Domestic burglary", "Burglary of a dwelling, as counted until 2023 (boroughs) and February 2024 (wards).", ("Burglary in a dwelling",)),
        Offence("Burglary - residential", "Burglary of a home or a building that belongs to one; follows domestic burglary.", schemes=SINCE),
        Offence("Burglary non-dwelling", "Burglary of another building; hardly used.", schemes=(COARSE,)),
        Offence("Residential burglary of a home", "Burglary of a home; part of residential burglary.", ("Res burglary of a home",), schemes=(OF_BOROUGHS,)),
        Offence("Residential burglary of unconnected building", "Burglary of a shed or garage; part of residential burglary.", ("Res burglary of unconnected building",), schemes=(OF_BOROUGHS,)),
        Offence("Possession of drugs", "Having controlled drugs."),
        Offence("Trafficking of drugs", "Supplying, producing or importing controlled drugs.", ("Drug trafficking",)),
        Offence("Fraud and forgery", "What is left of fraud since it is recorded nationally.", ("Historical fraud and forgery",)),
        Offence("NFIB", "Fraud passed on by the National Fraud Intelligence Bureau.", schemes=SINCE),
        Offence("Misc crimes against society", "All miscellaneous crimes together.", schemes=SINCE),
        Offence("Absconding from lawful custody", "Escaping from custody.", schemes=(FINE,)),
        Offence("Aiding suicide", "Encouraging or assisting suicide.", schemes=(FINE,)),
        Offence("Bail offences", "Failing to surrender to bail.", schemes=(FINE,)),
        Offence("Bigamy", "Marrying while married.", schemes=(FINE,)),
        Offence("Concealing an infant death close to birth", "Hiding a birth that ended in death.", schemes=(FINE,)),
        Offence("Dangerous driving", "Driving dangerously, without a death or serious injury.", schemes=(FINE,)),
        Offence("Disclosure, obstruction, false or misleading statements", "Misleading or obstructing an authority.", ("Disclosure, obstruction, false or misleading state",), schemes=(FINE,)),
        Offence("Exploitation of prostitution", "Gaining from another's prostitution.", schemes=(FINE,)),
        Offence("Forgery or use of drug prescription", "Forging a prescription, or using a forged one.", schemes=(FINE,)),
        Offence("Fraud or forgery associated with driver records", "Forging licences, insurance or registration.", schemes=(FINE,)),
        Offence("Going equipped for stealing", "Carrying tools for theft.", schemes=(FINE,)),
        Offence("Handling stolen goods", "Receiving or selling stolen goods.", schemes=(FINE,)),
        Offence("Making, supplying or possessing articles for use in fraud", "Having or making what serves for fraud.", ("Making, supplying or possessing articles for use i",), schemes=(FINE,)),
        Offence("Obscene publications", "Publishing or possessing obscene or indecent material.", schemes=(FINE,)),
        Offence("Offender Management Act", "Bringing forbidden articles into a prison.", schemes=(FINE,)),
        Offence("Other forgery", "Forgery of other documents.", schemes=(FINE,)),
        Offence("Other notifiable offences", "Notifiable offences that fit nowhere else.", schemes=(FINE,)),
        Offence("Perjury", "Lying under oath.", schemes=(FINE,)),
        Offence("Perverting course of justice", "Hindering an investigation or trial.", schemes=(FINE,)),
        Offence("Possession of false documents", "Having false papers.", schemes=(FINE,)),
        Offence("Profiting from or concealing proceeds of crime", "Laundering money.", ("Profitting from or concealing proceeds of crime",), schemes=(FINE,)),
        Offence("Soliciting for prostitution", "Soliciting in public.", schemes=(FINE,)),
        Offence("Threat or possession with intent to commit criminal damage", "Threatening damage, or preparing for it.", ("Threat or possession with intent to commit crimina",), schemes=(FINE,)),
        Offence("Wildlife crime", "Offences against protected animals and plants.", schemes=(FINE,)),
        Offence("Possession of weapons", "All possession of weapons together.", schemes=SINCE),
        Offence("Other firearm offences", "Other offences with firearms.", schemes=(FINE,)),
        Offence("Other knife offences", "Other offences with knives.", schemes=(FINE,)),
        Offence("Possession of article with blade or point", "Carrying a knife or the like.", schemes=(FINE,)),
        Offence("Possession of firearm with intent", "Having a firearm and meaning harm.", schemes=(FINE,)),
        Offence("Possession of firearms offences", "Having a firearm unlawfully.", schemes=(FINE,)),
        Offence("Possession of other weapon", "Having another weapon unlawfully.", schemes=(FINE,)),
        Offence("Other offences public order", "Other offences against the state or public order.", ("Other offences against the state, or public order",)),
        Offence("Public fear alarm or distress", "Threatening or abusive conduct in public.", ("Public fear, alarm or distress",)),
        Offence("Race or religious aggravated public fear", "The same, out of hostility to a race or religion.", ("Race or religious agg public fear", "Racially or religiously aggravated public fear, al")),
        Offence("Violent disorder", "Violence by three persons or more together."),
        Offence("Robbery of business property", "Robbery of a shop or another business."),
        Offence("Robbery of personal property", "Robbery of a person."),
        Offence("Other sexual offences", "Sexual offences other than rape."),
        Offence("Rape", "Rape of a person of any age."),
        Offence("Bicycle theft", "A pedal cycle taken without consent."),
        Offence("Other theft", "Theft that fits nowhere else."),
        Offence("Shoplifting", "Theft from shops and stalls."),
        Offence("Theft from the person", "Theft of what somebody carries, without force.", ("Theft from person",)),
        Offence("Aggravated vehicle taking", "Taking a vehicle, and then harm or damage by it."),
        Offence("Interfering with a motor vehicle", "Tampering with a vehicle to steal."),
        Offence("Theft from a vehicle", "Theft of what is in or on a motor vehicle.", ("Theft from a motor vehicle",)),
        Offence("Theft or unauthorised taking of a motor vehicle", "Theft of a motor vehicle, or joyriding.", ("Theft or unauth taking of a motor veh", "Theft or taking of a motor vehicle")),
        Offence("Death or serious injury by illegal driving", "Deaths and injuries that driving against the law caused.", ("Death serious injury illegal driving",), schemes=(OF_BOROUGHS,)),
        Offence("Homicide", "Murder, manslaughter and infanticide."),
        Offence("Stalking and harassment", "Stalking, harassment and malicious communications; wards count them as violence without injury.", schemes=(OF_BOROUGHS,)),
        Offence("Violence with injury", "Assault that injured."),
        Offence("Violence without injury", "Assault without injury; for wards also stalking and harassment."),
        Offence("Knife crime", "All offences with a knife; holds the other subgroups of knife crime.", schemes=(OF_KNIVES,)),
        Offence("Knife crime with injury", "Of these, those in which somebody was injured.", schemes=(OF_KNIVES,)),
        Offence("Knife crime with injury (personal robbery)", "Of these, robberies of a person.", schemes=(OF_KNIVES,)),
        Offence("Knife injury victims (1-24)", "Persons under 25 injured with a knife.", schemes=(OF_KNIVES,)),
        Offence("Knife injury victims (non DA 1-24)", "Of these, without domestic abuse.", schemes=(OF_KNIVES,)),
    ],
)  # fmt: skip

# Categories that no other scheme has: their presence tells under which one a ward's month was counted.
FINE_ONLY = frozenset(
    slug
    for slug, offence in OFFENCE_SUBGROUPS.codes.items()
    if isinstance(offence, Offence) and offence.schemes == (FINE,)
)


def schemes_of(codelist, slug):
    """Return the schemes that count a category; None, for any, where the codelist lacks it."""
    return codelist.codes[slug].schemes if slug in codelist else None


def series_of(product, level, counted):
    """Return the name of what is never added to anything else: `geographic-breakdown/ward/offences`."""
    return f"{product}/{level}/{counted}"
