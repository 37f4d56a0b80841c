import { getIncident, incidentsCsv, incidentStats, listIncidents, lookupWard, type Problem } from "./client/client";
import { counted, lines, tell } from "./telling";

const year = { crime_type: ["burglary" as const], date_from: "2023-01", date_to: "2023-12" };
const query = { ...year, ward: ["st-edwards", "upminster"] };

function known<A extends { status: number; data: unknown }>(answer: A): Extract<A, { status: 200 }>["data"] {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.data));
  return answer.data as Extract<A, { status: 200 }>["data"];
}

const list = async (more: { ward?: string[]; page?: number }) => known(await listIncidents({ ...query, ...more }));

const first = await list({});
const commas = await list({ ward: ["st-edwards,upminster"] });
const rows = [...first.results];
for (let page = 2, answer = first; answer.next !== null; page++) {
  answer = await list({ page });
  rows.push(...answer.results);
}
const detail = known(await getIncident(rows[0].id));
const grid = known(
  await incidentStats({ group_by: ["ward", "month"], crime_type: ["burglary"], date_from: "2023-11", date_to: "2024-02" }),
);
const lookup = known(await lookupWard({ lat: 51.5768, lon: 0.1801 }));
const refused = await listIncidents({ ward: ["st-edwrds"] });
if (refused.status !== 400) throw new Error("a misspelt ward was not refused");
const problem: Problem = refused.data;

tell({
  repeated: first.count,
  commas: commas.count,
  paged: rows.length,
  last: rows[rows.length - 1].id,
  versions: detail.versions.length,
  ...counted(grid.results),
  ward: lookup.ward.slug,
  status: problem.status,
  suggestion: problem.errors[0].did_you_mean[0],
  lines: lines(known(await incidentsCsv(query))),
});
