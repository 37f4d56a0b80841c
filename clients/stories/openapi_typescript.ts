import createClient from "openapi-fetch";
import type { components, paths } from "./client/schema";
import { base, counted, lines, tell } from "./telling";

const client = createClient<paths>({ baseUrl: base });
const year = { crime_type: ["burglary" as const], date_from: "2023-01", date_to: "2023-12" };
const query = { ...year, ward: ["st-edwards", "upminster"] };

async function list(more: { ward?: string[]; page?: number }) {
  const { data, error } = await client.GET("/api/v1/incidents", { params: { query: { ...query, ...more } } });
  if (error) throw new Error(error.detail);
  return data;
}

const first = await list({});
const commas = await list({ ward: ["st-edwards,upminster"] });
const rows = [...first.results];
for (let page = 2, answer = first; answer.next !== null; page++) {
  answer = await list({ page });
  rows.push(...answer.results);
}
const detail = await client.GET("/api/v1/incidents/{id}", { params: { path: { id: rows[0].id } } });
const grid = await client.GET("/api/v1/stats/incidents", {
  params: { query: { group_by: ["ward", "month"], crime_type: ["burglary"], date_from: "2023-11", date_to: "2024-02" } },
});
const lookup = await client.GET("/api/v1/wards/lookup", { params: { query: { lat: 51.5768, lon: 0.1801 } } });
const refused = await client.GET("/api/v1/incidents", { params: { query: { ward: ["st-edwrds"] } } });
const problem: components["schemas"]["Problem"] = refused.error!;
const csv = await client.GET("/api/v1/incidents.csv", { params: { query }, parseAs: "text" });

tell({
  repeated: first.count,
  commas: commas.count,
  paged: rows.length,
  last: rows[rows.length - 1].id,
  versions: detail.data!.versions.length,
  ...counted(grid.data!.results),
  ward: lookup.data!.ward.slug,
  status: problem.status,
  suggestion: problem.errors[0].did_you_mean[0],
  lines: lines(csv.data!),
});
