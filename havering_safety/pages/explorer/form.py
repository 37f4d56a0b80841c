"""The form of the explorer: every parameter of a data set as a field, from its one declaration."""

from dataclasses import dataclass, field

from havering_safety.api.filters import CodeFilter, OneCodeFilter
from havering_safety.api.parameters import ValueFault
from havering_safety.api.values import ChoiceParameter, OrderedChoices
from havering_safety.pages.wording import label_of
from incidents.filters import SEVERAL
from incidents.statistics.faults import MOST_GROUPS
from incidents.unlisted import labels_of
from wards.filters import WardFilter
from wards.gazetteer import gazetteer_of

COUNTING = ("group_by", "measures", "compare")
WHEN = ("date_from", "date_to", "month")
# What most questions need stands open; the rest a click away.
OPEN = ("crime_type", "offence_group", "object_of_search", "outcome", "basis", "ward")
WHERE = ("lat", "lon", "radius_m", "bbox", "lsoa_code")
NONE = "Not given"


@dataclass
class Choice:
    value: str
    label: str
    chosen: bool = False
    # Given, and not understood.
    wrong: bool = False


@dataclass
class Field:
    """A field of the form. `kind` is checks, select, ordered or text."""

    name: str
    label: str
    hint: str
    kind: str
    choices: list[Choice] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    faults: list = field(default_factory=list)
    # What an empty choice stands for.
    unchosen: str = "No"

    @property
    def text(self):
        return ",".join(self.texts)

    @property
    def slots(self):
        """The groups in the order given, and empty places up to the most that can be asked."""
        return [*self.texts, *[""] * MOST_GROUPS][: max(MOST_GROUPS, len(self.texts))]

    @property
    def described_by(self):
        """The elements that say more of the field, as `aria-describedby` names them."""
        parts = {"hint": self.hint, "error": self.faults}
        return " ".join(f"{part}-{self.name}" for part, said in parts.items() if said)

    @property
    def is_used(self):
        return bool(self.texts or self.faults)


@dataclass
class Section:
    """Fields that stand together; closed until opened, unless one of them is used."""

    title: str
    fields: list[Field]

    @property
    def is_used(self):
        return any(one.is_used for one in self.fields)


def make_form(parameters, given, release, faults):
    """Return the Sections of a form: the open ones, and those a click away.

    `given` is the query as typed, `faults` are shown beside the fields they are about.
    """
    fields = {name: _field(name, parameters[name], given, release) for name in parameters}
    for fault in faults:
        if fault.name in fields:
            fields[fault.name].faults.append(fault)
    first = [name for name in OPEN if name in fields]
    shut = [name for name in fields if name.endswith("_not")]
    known = {*COUNTING, *WHEN, *first, *shut, *WHERE, "release"}
    further = [name for name in fields if name not in known]
    groups = {
        "What and where": first,
        "When": WHEN,
        "How to count": COUNTING,
        "Further filters": further,
        "A place on the map": WHERE,
        "What to leave out": shut,
        "An earlier release": ("release",),
    }
    sections = [
        Section(title, [fields[name] for name in names if name in fields])
        for title, names in groups.items()
    ]
    sections = [section for section in sections if section.fields]
    return sections[:3], sections[3:]


def _field(name, parameter, given, release):
    texts = [text for text in given.getlist(name) if text]
    hint = parameter.help_text.replace(SEVERAL, "").replace("`", "").strip()
    labels = _labels(parameter, release)
    if labels is None:
        hint = f"{hint} For example {parameter.example}."
        return Field(name, label_of(name), hint, "text", texts=texts)
    if parameter.several:
        texts = [part for text in texts for part in text.split(",")]
        texts = list(dict.fromkeys(_known(parameter, text, release) for text in texts))
    kind = (
        "ordered" if isinstance(parameter, OrderedChoices)
        else "checks" if parameter.several else "select"
    )  # fmt: skip
    if hint.lower().startswith(label_of(name).lower()):
        # The choices say the same again.
        hint = ""
    chosen = texts or (parameter.default if parameter.several else ()) or ()
    choices = [Choice(value, label, value in chosen) for value, label in labels.items()]
    choices += [Choice(text, text, True, True) for text in texts if text not in labels]
    usual = labels.get(parameter.default) if kind == "select" else None
    if usual:
        choices = [choice for choice in choices if choice.value != parameter.default]
    return Field(name, label_of(name), hint, kind, choices, texts, unchosen=usual or "Nothing")


def _labels(parameter, release):
    """Return {value: label} of what a parameter takes, None where that is no list."""
    if isinstance(parameter, WardFilter):
        return {ward.slug: ward.name for ward in gazetteer_of(release).current}
    if isinstance(parameter, CodeFilter):
        labels = labels_of(release, parameter.codelist)
        return labels | {"none": NONE} if parameter.nullable else labels
    if isinstance(parameter, OneCodeFilter):
        return parameter.codelist.labels
    if isinstance(parameter, ChoiceParameter):
        return {choice: label_of(choice) for choice in parameter.choices}
    return None


def _known(parameter, text, release):
    """Return the text by which the form knows a value: a ward can be named by its code too."""
    try:
        value = parameter.read(text, release)
    except ValueFault:
        return text
    return "none" if value is None else parameter.text_of(value)
