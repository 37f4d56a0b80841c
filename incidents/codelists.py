"""Published values of street crime: slug, label, definition, and the spellings each covers.

Labels are the publisher's; definitions are ours, after the category
descriptions on data.police.uk.
"""

from havering_safety.api.codelists import Code, Codelist

CRIME_TYPES = Codelist(
    "crime-types",
    "Crime types of street-level incidents",
    [
        Code("Anti-social behaviour", "Nuisance and disorder reported to the police; not a recorded crime, and never given a Crime ID.", ("anti-social-behaviour",), plural="Anti-social behaviour incidents"),
        Code("Bicycle theft", "A pedal cycle taken without consent. Before May 2013 counted as other theft.", plural="Bicycle thefts"),
        Code("Burglary", "Entering a building to steal, damage or harm.", plural="Burglaries"),
        Code("Criminal damage and arson", "Property or vehicles damaged or set on fire.", ("criminal-damage-arson",), plural="Criminal damage and arson offences"),
        Code("Drugs", "Possessing, supplying or producing controlled drugs.", plural="Drug offences"),
        Code("Other crime", "Offences that fit no other category, such as forgery or perjury.", plural="Other crimes"),
        Code("Other theft", "Theft by an employee, blackmail, making off without payment and the like.", plural="Other thefts"),
        Code("Possession of weapons", "Carrying a firearm, a knife or another weapon unlawfully.", plural="Possession of weapons offences"),
        Code("Public order", "Offences that cause fear, alarm or distress in public.", plural="Public order offences"),
        Code("Public disorder and weapons", "Public order and weapons together; replaced by two categories in May 2013.", ("public-disorder-weapons",), plural="Public disorder and weapons offences"),
        Code("Robbery", "Theft with force or the threat of force, from a person or a business.", plural="Robberies"),
        Code("Shoplifting", "Theft from shops and stalls.", plural="Shoplifting offences"),
        Code("Theft from the person", "Theft of what somebody carries, without force or threat.", plural="Thefts from the person"),
        Code("Vehicle crime", "Theft of, from or interference with a motor vehicle.", plural="Vehicle crimes"),
        Code("Violence and sexual offences", "Harm, assault, harassment and sexual offences.", ("violent-crime",), plural="Violence and sexual offences"),
        Code("Violent crime", "Violence against the person; the category used before May 2013.", plural="Violent crimes"),
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
        Code("Offender given penalty notice", "A fixed penalty was given.", ("Offender given a penalty notice",)),
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
        Code("Avon and Somerset Constabulary", "The area in its name.", slug="avon-and-somerset"),
        Code("Bedfordshire Police", "The area in its name.", slug="bedfordshire"),
        Code("British Transport Police", "Railways, the Underground and trams.", slug="btp"),
        Code("Cambridgeshire Constabulary", "The area in its name.", slug="cambridgeshire"),
        Code("Cheshire Constabulary", "The area in its name.", slug="cheshire"),
        Code("City of London Police", "The area in its name.", slug="city-of-london"),
        Code("Cleveland Police", "The area in its name.", slug="cleveland"),
        Code("Cumbria Constabulary", "The area in its name.", slug="cumbria"),
        Code("Derbyshire Constabulary", "The area in its name.", slug="derbyshire"),
        Code("Devon and Cornwall Police", "The area in its name.", slug="devon-and-cornwall"),
        Code("Dorset Police", "The area in its name.", slug="dorset"),
        Code("Durham Constabulary", "The area in its name.", slug="durham"),
        Code("Dyfed-Powys Police", "The area in its name.", slug="dyfed-powys"),
        Code("Essex Police", "The area in its name.", slug="essex"),
        Code("Gloucestershire Constabulary", "The area in its name.", slug="gloucestershire"),
        Code("Greater Manchester Police", "The area in its name.", slug="greater-manchester"),
        Code("Gwent Police", "The area in its name.", slug="gwent"),
        Code("Hampshire Constabulary", "The area in its name.", slug="hampshire"),
        Code("Hertfordshire Constabulary", "The area in its name.", slug="hertfordshire"),
        Code("Humberside Police", "The area in its name.", slug="humberside"),
        Code("Kent Police", "The area in its name.", slug="kent"),
        Code("Lancashire Constabulary", "The area in its name.", slug="lancashire"),
        Code("Leicestershire Police", "The area in its name.", slug="leicestershire"),
        Code("Lincolnshire Police", "The area in its name.", slug="lincolnshire"),
        Code("Merseyside Police", "The area in its name.", slug="merseyside"),
        Code("Metropolitan Police Service", "London except the City.", slug="metropolitan"),
        Code("Norfolk Constabulary", "The area in its name.", slug="norfolk"),
        Code("North Wales Police", "The area in its name.", slug="north-wales"),
        Code("North Yorkshire Police", "The area in its name.", slug="north-yorkshire"),
        Code("Northamptonshire Police", "The area in its name.", slug="northamptonshire"),
        Code("Police Service of Northern Ireland", "The area in its name.", slug="northern-ireland"),
        Code("Northumbria Police", "The area in its name.", slug="northumbria"),
        Code("Nottinghamshire Police", "The area in its name.", slug="nottinghamshire"),
        Code("South Wales Police", "The area in its name.", slug="south-wales"),
        Code("South Yorkshire Police", "The area in its name.", slug="south-yorkshire"),
        Code("Staffordshire Police", "The area in its name.", slug="staffordshire"),
        Code("Suffolk Constabulary", "The area in its name.", slug="suffolk"),
        Code("Surrey Police", "The area in its name.", slug="surrey"),
        Code("Sussex Police", "The area in its name.", slug="sussex"),
        Code("Thames Valley Police", "The area in its name.", slug="thames-valley"),
        Code("Warwickshire Police", "The area in its name.", slug="warwickshire"),
        Code("West Mercia Police", "The area in its name.", slug="west-mercia"),
        Code("West Midlands Police", "The area in its name.", slug="west-midlands"),
        Code("West Yorkshire Police", "The area in its name.", slug="west-yorkshire"),
        Code("Wiltshire Police", "The area in its name.", slug="wiltshire"),
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
