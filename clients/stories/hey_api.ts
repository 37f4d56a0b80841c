import { getIncident, incidentsCsv, incidentStats, listIncidents, lookupWard, type Problem } from "./client";
import { client } from "./client/client.gen";
import { base, counted, lines, tell } from "./telling";

client.setConfig({ baseUrl: base });
const year = { crime_type: ["burglary" as const], date_from: "2023-01", date_to: "2023-12" };
const query = { ...year, ward: ["st-edwards", "upminster"] };

async function list(more: { ward?: string[]; page?: number }) {
  const { data } = await listIncidents({ query: { ...query, ...more }, throwOnError: true });
  return data;
}

const first = await list({});
const commas = await list({ ward: ["st-edwards,upminster"] });
const rows = [...first.results];
for (let page = 2, answer = first; answer.next !== null; page++) {
  answer = await list({ page });
  rows.push(...answer.results);
}
const detail = await getIncident({ path: { id: rows[0].id }, throwOnError: true });
const grid = await incidentStats({
  query: { group_by: ["ward", "month"], crime_type: ["burglary"], date_from: "2023-11", date_to: "2024-02" },
  throwOnError: true,
});
const lookup = await lookupWard({ query: { lat: 51.5768, lon: 0.1801 }, throwOnError: true });
const refused = await listIncidents({ query: { ward: ["st-edwrds"] } });
const problem: Problem = refused.error!;
const csv = await incidentsCsv({ query, throwOnError: true, parseAs: "text" });

tell({
  repeated: first.count,
  commas: commas.count,
  paged: rows.length,
  last: rows[rows.length - 1].id,
  versions: detail.data.versions.length,
  ...counted(grid.data.results),
  ward: lookup.data.ward.slug,
  status: problem.status,
  suggestion: problem.errors[0].did_you_mean[0],
  lines: lines(csv.data),
});
