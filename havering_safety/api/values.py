"""The kinds of value that parameters take: whole numbers, choices, fields, orders."""

import re

from havering_safety.api.parameters import Parameter, ValueFault, suggest


class IntegerParameter(Parameter):
    """A whole number between bounds, both included."""

    def __init__(self, help_text, example, *, least, most, default=None):
        super().__init__(help_text, example, default=default)
        self.least, self.most = least, most

    def read(self, text, release):
        number = read_whole_number(text)
        if not self.least <= number <= self.most:
            raise ValueFault("out_of_range", f"Give a number from {self.least:,} to {self.most:,}.")
        return number

    def schema(self):
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def read_whole_number(text):
    """Return the number that ASCII digits write, or raise ValueFault: no sign, no point."""
    if not (text.isascii() and text.isdigit()):
        raise ValueFault("invalid", f"{text!r} is no whole number.")
    return int(text)


# As JSON writes numbers.
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def read_number(text, least, most):
    """Return a number between bounds, both included, to seven decimals; or raise ValueFault."""
    if not NUMBER.fullmatch(text):
        raise ValueFault("invalid", f"{text!r} is no number; write it like 51.5762.")
    number = float(text)
    if not least <= number <= most:
        raise ValueFault("out_of_range", f"Give a number from {least:,} to {most:,}.")
    # Minus zero is zero.
    return round(number, 7) + 0.0


class ChoiceParameter(Parameter):
    """A few fixed words. `component` names the list of them in the OpenAPI document."""

    def __init__(self, help_text, example, *, choices, component, default=None, required=False):
        super().__init__(help_text, example, default=default, required=required)
        self.choices = list(choices)
        self.component = component

    def read(self, text, release):
        if text not in self.choices:
            raise ValueFault(
                "unknown", f"There is no {text!r} here.", self.choices, suggest(text, self.choices)
            )
        return text

    def schema(self):
        return {
            "title": self.component,
            "type": "string",
            "description": "The words that the parameter takes.",
            "enum": self.choices,
        }


class BooleanParameter(Parameter):
    """`true` or `false`; false unless asked."""

    def __init__(self, help_text):
        super().__init__(help_text, "true", default=False)

    def read(self, text, release):
        if text not in {"true", "false"}:
            raise ValueFault("invalid", "Give true or false.", ["true", "false"])
        return text == "true"

    def schema(self):
        return {"type": "boolean"}

    def described(self, name):
        return super().described(name) | {"example": True}


class SeveralChoices(ChoiceParameter):
    """Any of a few fixed words."""

    several = True


class OrderedChoices(SeveralChoices):
    """Any of a few fixed words, whose order is meant."""

    def echo(self, value):
        return value


class OrderingParameter(OrderedChoices):
    """Field names to order by, the first first; a minus sign reverses one."""

    def __init__(self, names, default, component):
        super().__init__(
            "Fields to order by, the first first; a leading minus sign reverses. "
            "The order is total: it always ends in the row's key.",
            default[0],
            choices=[sign + name for name in names for sign in ("", "-")],
            component=component,
            default=default,
        )
