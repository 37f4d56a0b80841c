"""Published values of stop searches: what was done, under which law, for what, with what outcome.

Values are those of data.police.uk, all forces, before and after January 2018, when its words
changed. Of each outcome this one table says whether it is an arrest and whether it is positive.
"""

from dataclasses import dataclass

from havering_safety.api.codelists import Code, Codelist


@dataclass(frozen=True)
class SearchOutcome(Code):
    """An outcome; None is what the published words leave open.

    Positive is an outcome that is more than "no further action". It does not prove that the
    object of the search was found.
    """

    is_arrest: bool | None = None
    is_positive: bool | None = None


SEARCH_OUTCOMES = Codelist(
    "stop-search-outcomes",
    "Outcomes of stop searches",
    [
        SearchOutcome(
            "A no further action disposal",
            "Nothing followed from the search.",
            ("Nothing found - no further action",),
            is_arrest=False,
            is_positive=False,
        ),
        SearchOutcome(
            "Arrest",
            "Somebody was arrested.",
            ("Suspect arrested",),
            is_arrest=True,
            is_positive=True,
        ),
        SearchOutcome(
            "Article found - Detailed outcome unavailable",
            "Something was found; what followed, an arrest perhaps, is not published.",
            is_positive=True,
        ),
        SearchOutcome(
            "Caution (simple or conditional)",
            "A caution was given.",
            ("Offender cautioned",),
            is_arrest=False,
            is_positive=True,
        ),
        SearchOutcome(
            "Community resolution",
            "Settled out of court, often by an apology or repair.",
            ("Local resolution",),
            is_arrest=False,
            is_positive=True,
        ),
        SearchOutcome(
            "Khat or Cannabis warning",
            "A warning for possessing cannabis or khat.",
            ("Offender given drugs possession warning",),
            is_arrest=False,
            is_positive=True,
        ),
        SearchOutcome(
            "Penalty Notice for Disorder",
            "A fixed penalty was given.",
            ("Offender given penalty notice",),
            is_arrest=False,
            is_positive=True,
        ),
        SearchOutcome(
            "Summons / charged by post",
            "Charged or called to court by letter, without an arrest.",
            ("Suspect summonsed to court",),
            is_arrest=False,
            is_positive=True,
        ),
        SearchOutcome(
            "Suspected psychoactive substances seized - No further action",
            "Substances were taken away; nothing else followed.",
            is_arrest=False,
            is_positive=True,
        ),
    ],
)

SEARCH_TYPES = Codelist(
    "stop-search-types",
    "Types of stop search",
    [
        Code("Person search", "A person was searched."),
        Code("Person and Vehicle search", "A person and a vehicle were searched."),
        Code("Vehicle search", "A vehicle alone was searched: no person is described."),
    ],
)

SEARCH_OBJECTS = Codelist(
    "objects-of-search",
    "Objects of stop searches",
    [
        Code(
            "Anything to threaten or harm anyone",
            "Weapons in the widest sense, mostly in searches that need no suspicion (section 60).",
        ),
        Code("Article for use in theft", "Tools to steal with."),
        Code(
            "Articles for use in criminal damage",
            "Things to damage property with. Before 2018 the Metropolitan Police's searches for "
            "offensive weapons stand here too.",
        ),
        Code("Controlled drugs", "Drugs that are unlawful to possess."),
        Code("Crossbows", "Crossbows in the hands of somebody under age."),
        Code("Detailed object of search unavailable", "The force publishes no object."),
        Code(
            "Evidence of hunting any wild mammal with a dog",
            "Evidence of a banned kind of hunting.",
        ),
        Code(
            "Evidence of offences under the Act",
            "Evidence of offences under the law named as the legislation.",
        ),
        Code("Evidence of wildlife offences", "Evidence of harm to protected animals or plants."),
        Code("Firearms", "Guns and ammunition."),
        Code("Fireworks", "Fireworks possessed unlawfully."),
        Code("Game or poaching equipment", "Game, and tools to poach it with."),
        Code("Goods on which duty has not been paid etc.", "Smuggled or untaxed goods."),
        Code("Offensive weapons", "Things made, adapted or carried to injure, such as knives."),
        Code("Psychoactive substances", "Substances banned for their effect on the mind."),
        Code("Seals or hunting equipment", "Seals, and tools to hunt them with."),
        Code("Stolen goods", "Property thought to be stolen."),
    ],
)

# As published: nothing is guessed for a blank object, nor for the years before 2018.
WEAPON_OBJECTS = frozenset({"offensive-weapons", "firearms", "anything-to-threaten-or-harm-anyone"})

LEGISLATION = Codelist(
    "legislation",
    "Legislation that stop searches are made under",
    [
        Code(
            "Aviation Security Act 1982 (section 27(1))",
            "At airports: stolen or unlawful goods.",
            slug="aviation-security-act-1982-section-27-1",
        ),
        Code("Conservation of Seals Act 1970 (section 4)", "Seals and hunting equipment."),
        Code("Criminal Justice Act 1988 (section 139B)", "On school premises: blades and weapons."),
        Code(
            "Criminal Justice and Public Order Act 1994 (section 60)",
            "In an area and for a time set by a senior officer: weapons, without suspicion.",
        ),
        Code("Crossbows Act 1987 (section 4)", "Crossbows of somebody under age."),
        Code("Customs and Excise Management Act 1979 (section 163)", "Vehicles: untaxed goods."),
        Code("Deer Act 1991 (section 12)", "Evidence of taking or killing deer."),
        Code(
            "Environmental Protection Act 1990 (section 34B)",
            "Vehicles thought to carry waste unlawfully.",
            ("Environmental Protection Act 1990 (section 34B )",),
        ),
        Code("Firearms Act 1968 (section 47)", "Firearms."),
        Code("Hunting Act 2004 (section 8)", "Evidence of hunting with dogs."),
        Code("Misuse of Drugs Act 1971 (section 23)", "Controlled drugs."),
        Code("Poaching Prevention Act 1862 (section 2)", "Game and poaching equipment."),
        Code(
            "Police and Criminal Evidence Act 1984 (section 1)",
            "Stolen goods, weapons, and articles for theft or damage.",
        ),
        Code(
            "Police and Criminal Evidence Act 1984 (section 6)", "Vehicles that leave goods areas."
        ),
        Code("Protection of Badgers Act 1992 (section 11)", "Evidence of harm to badgers."),
        Code(
            "Psychoactive Substances Act 2016 (s36(2))",
            "Persons: psychoactive substances.",
            slug="psychoactive-substances-act-2016-section-36-2",
        ),
        Code(
            "Psychoactive Substances Act 2016 (s37(2))",
            "Vehicles: psychoactive substances.",
            slug="psychoactive-substances-act-2016-section-37-2",
        ),
        Code("Public Stores Act 1875 (section 6)", "Goods stolen from public stores."),
        Code("Sporting Events Act 1985 (section 7)", "Alcohol and missiles at sports grounds."),
        Code("Wildlife and Countryside Act 1981 (section 19)", "Evidence of wildlife offences."),
    ],
)

LINKED_OUTCOME = "linked-outcome"
POSITIVE_OUTCOME = "positive-outcome"
RECOVERY_BASES = Codelist(
    "weapon-recovery-bases",
    "Why a search is called a weapon recovery",
    [
        Code(
            "Linked outcome",
            "The outcome is positive and published as linked to the object of the search.",
            slug=LINKED_OUTCOME,
        ),
        Code(
            "Positive outcome",
            "The outcome is positive; the file does not record whether it is linked to the object.",
            slug=POSITIVE_OUTCOME,
        ),
    ],
)
