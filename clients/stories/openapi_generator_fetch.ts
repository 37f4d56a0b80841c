import { Configuration, type Problem, ProblemFromJSON, ResponseError } from "./client";
import { IncidentsApi, StatisticsApi, WardsApi } from "./client/apis";
import { base, counted, lines, tell } from "./telling";

const configuration = new Configuration({ basePath: base });
const incidents = new IncidentsApi(configuration);
const query = {
  ward: ["st-edwards", "upminster"], crimeType: ["burglary" as const], dateFrom: "2023-01", dateTo: "2023-12",
};

async function refusal(): Promise<Problem> {
  try {
    await incidents.listIncidents({ ward: ["st-edwrds"] });
  } catch (error) {
    if (error instanceof ResponseError) return ProblemFromJSON(await error.response.json());
    throw error;
  }
  throw new Error("a misspelt ward was not refused");
}

const first = await incidents.listIncidents(query);
const commas = await incidents.listIncidents({ ...query, ward: ["st-edwards,upminster"] });
const rows = [...first.results];
for (let page = 2, answer = first; answer.next !== null; page++) {
  answer = await incidents.listIncidents({ ...query, page });
  rows.push(...answer.results);
}
const detail = await incidents.getIncident({ id: rows[0].id });
const grid = await new StatisticsApi(configuration).incidentStats({
  groupBy: ["ward", "month"], crimeType: ["burglary"], dateFrom: "2023-11", dateTo: "2024-02",
});
const lookup = await new WardsApi(configuration).lookupWard({ lat: 51.5768, lon: 0.1801 });
const problem = await refusal();

tell({
  repeated: first.count,
  commas: commas.count,
  paged: rows.length,
  last: rows[rows.length - 1].id,
  versions: detail.versions.length,
  ...counted(grid.results),
  ward: lookup.ward.slug,
  status: problem.status,
  suggestion: problem.errors[0].didYouMean[0],
  lines: lines(await incidents.incidentsCsv(query)),
});
