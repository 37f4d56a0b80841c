"""A page about one question to the statistics: their query string, with the data set beside it."""

from dataclasses import replace
from typing import Any

from havering_safety.api.parameters import QueryReader
from havering_safety.api.problems import Problem
from havering_safety.api.values import ChoiceParameter
from havering_safety.pages.asking import Asking, ask
from havering_safety.pages.datasets import SHOWN

FIRST = "incidents"
DATASET = ChoiceParameter("The data set.", FIRST, choices=list(SHOWN), component="DataSet")


class AskedOfStatistics:
    """Reads a question as the view of its data set does, strictly, and what stands beside it."""

    request: Any
    inner: Any

    @property
    def beside(self) -> dict[str, Any]:
        """The parameters that the statistics do not know, by name."""
        return {"dataset": DATASET}

    @property
    def shown(self):
        """The data set asked about; the first one where none is named, or none that there is."""
        return SHOWN.get(self.request.GET.get("dataset", ""), SHOWN[FIRST])

    def read_query(self, request, path):
        """Return the query as the statistics read it, with the parameters beside it.

        What the statistics were asked is kept: `inner` their view, `asked` their query.
        """
        texts = request.GET.copy()
        for name in self.beside:
            texts.pop(name, None)
        reader = QueryReader(self.beside, request.GET, {})
        read = {name: reader.read(name, None) for name in self.beside}
        faults = [fault for fault in reader.faults if fault.parameter in self.beside]
        self.inner = self.shown.view()
        self.inner.request = Asking(self.shown.path, texts)
        try:
            query = self.inner.read_query(self.inner.request, {})
        except Problem as problem:
            if problem.kind != "invalid-query":
                raise
            faults += problem.faults
        if faults:
            raise Problem("invalid-query", sentence_of(faults), faults)
        self.asked = query
        return replace(
            query,
            parameters={**query.parameters, **self.beside},
            given={**query.given, **{name: value for name, value in read.items() if value}},
        )

    def body(self):
        """Return what the API answers to the question, from the release that was looked up for it."""
        texts = self.inner.request.GET.copy()
        texts["release"] = str(self.asked.release.number)
        return ask(self.shown.view, self.shown.path, texts)


def sentence_of(faults):
    """Return what is wrong with a query, in a sentence."""
    return faults[0].detail if len(faults) == 1 else f"There are {len(faults)} faults in it."
