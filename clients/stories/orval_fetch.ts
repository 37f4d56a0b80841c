// orval leaves the asking to us: here a CSV stays text, and a refusal is an answer with its type.
import { base } from "./telling";

export async function ask<T>(url: string, options?: RequestInit): Promise<T> {
  const response = await fetch(base + url, options);
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const data = isJson ? await response.json() : await response.text();
  return { data, status: response.status, headers: response.headers } as T;
}
