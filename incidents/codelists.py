"""Published values of street crime: slug, label, definition, and the spellings each covers.

Labels are the publisher's; definitions are ours, after the category
descriptions on data.police.uk.
"""

from havering_safety.api.codelists import Code, Codelist

CRIME_TYPES = Codelist(
    "crime-types",
    "Crime types of street-level incidents",
    [
        Code("Anti-social behaviour", "Nuisance and disorder reported to the police; not a recorded crime, and never given a Crime ID.", ("anti-social-behaviour",)),
        Code("Bicycle theft", "A pedal cycle taken without consent. Before May 2013 counted as other theft."),
        Code("Burglary", "Entering a building to steal, damage or harm."),
        Code("Criminal damage and arson", "Property or vehicles damaged or set on fire."),
        Code("Drugs", "Possessing, supplying or producing controlled drugs."),
        Code("Other crime", "Offences that fit no other category, such as forgery or perjury."),
        Code("Other theft", "Theft by an employee, blackmail, making off without payment and the like."),
        Code("Possession of weapons", "Carrying a firearm, a knife or another weapon unlawfully."),
        Code("Public order", "Offences that cause fear, alarm or distress in public."),
        Code("Public disorder and weapons", "Public order and weapons together; replaced by two categories in May 2013."),
        Code("Robbery", "Theft with force or the threat of force, from a person or a business."),
        Code("Shoplifting", "Theft from shops and stalls."),
        Code("Theft from the person", "Theft of what somebody carries, without force or threat."),
        Code("Vehicle crime", "Theft of, from or interference with a motor vehicle."),
        Code("Violence and sexual offences", "Harm, assault, harassment and sexual offences.", ("violent-crime",)),
        Code("Violent crime", "Violence against the person; the category used before May 2013."),
    ],
)  # fmt: skip

OUTCOMES = Codelist(
    "last-outcome-categories",
    "Outcomes of street-level incidents",
    [
        Code("Under investigation", "Nothing has been decided yet."),
        Code("Investigation complete; no suspect identified", "Closed without a suspect.", ("No further action",)),
        Code("Unable to prosecute suspect", "A suspect is known but evidence or a victim's support is lacking."),
        Code("Status update unavailable", "The force publishes no later outcome."),
        Code("Further investigation is not in the public interest", "Stopped on grounds of public interest before a suspect was dealt with."),
        Code("Further action is not in the public interest", "Stopped on grounds of public interest."),
        Code("Formal action is not in the public interest", "A suspect is known; formal action would not serve the public interest."),
        Code("Action to be taken by another organisation", "Passed to another body, such as a council or a school."),
        Code("Local resolution", "Settled out of court, often by an apology or repair."),
        Code("Offender given a caution", "A formal caution was given."),
        Code("Offender given a drugs possession warning", "A warning for possessing cannabis or khat."),
        Code("Offender given penalty notice", "A fixed penalty was given."),
        Code("Suspect charged", "A suspect was charged."),
        Code("Suspect charged as part of another case", "Dealt with under another crime."),
        Code("Awaiting court outcome", "Charged, and the court has not decided."),
        Code("Court result unavailable", "The case went to court; its result is not published."),
        Code("Court case unable to proceed", "The case could not be heard."),
        Code("Defendant found not guilty", "Acquitted."),
        Code("Defendant sent to Crown Court", "Passed on by the magistrates."),
        Code("Offender sent to prison", "Sentenced to immediate custody."),
        Code("Offender given suspended prison sentence", "Sentenced to suspended custody.", ("Offender given a suspended prison sentence",)),
        Code("Offender given community sentence", "Sentenced to work or supervision in the community.", ("Offender given a community sentence",)),
        Code("Offender fined", "Sentenced to a fine."),
        Code("Offender given conditional discharge", "Convicted and discharged on conditions.", ("Offender given a conditional discharge",)),
        Code("Offender given absolute discharge", "Convicted and discharged without conditions.", ("Offender given an absolute discharge",)),
        Code("Offender ordered to pay compensation", "Sentenced to compensate the victim."),
        Code("Offender deprived of property", "Property used in the crime was forfeited."),
        Code("Offender otherwise dealt with", "Sentenced in another way."),
    ],
)  # fmt: skip

FORCES = Codelist(
    "forces",
    "Police forces, as named in the files",
    [
        Code("Metropolitan Police Service", "London except the City.", slug="metropolitan"),
        Code("British Transport Police", "Railways, the Underground and trams.", slug="btp"),
        Code("City of London Police", "The City of London.", slug="city-of-london"),
        Code("Essex Police", "Essex, east of Havering.", slug="essex"),
        Code("Kent Police", "Kent, south of the Thames.", slug="kent"),
        Code("Hertfordshire Constabulary", "Hertfordshire.", slug="hertfordshire"),
        Code("Surrey Police", "Surrey.", slug="surrey"),
        Code("Thames Valley Police", "Berkshire, Buckinghamshire and Oxfordshire.", slug="thames-valley"),
    ],
)  # fmt: skip

SOURCES = Codelist(
    "sources",
    "Where rows of police data come from",
    [
        Code("Archive of data.police.uk", "A monthly file of the bulk archive.", slug="archive"),
        Code("Police API", "An answer of the police API, recorded.", slug="api"),
    ],
)

CODELISTS = {codelist.name: codelist for codelist in (CRIME_TYPES, OUTCOMES, FORCES, SOURCES)}
