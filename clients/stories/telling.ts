// What a story tells, as one line of JSON on standard output.

export const base = process.env.BASE ?? "";

export interface Told {
  repeated: number;
  commas: number;
  paged: number;
  last: string;
  versions: number;
  cells: number;
  nulls: number;
  sum: number;
  ward: string;
  status: number;
  suggestion: string;
  lines: number;
}

// A cell has the measures asked for, and no others.
export interface Cell {
  count?: number | null;
}

export function counted(cells: Cell[]): Pick<Told, "cells" | "nulls" | "sum"> {
  return {
    cells: cells.length,
    nulls: cells.filter((cell) => cell.count == null).length,
    sum: cells.reduce((sum, cell) => sum + (cell.count ?? 0), 0),
  };
}

export const lines = (csv: string): number => csv.trimEnd().split("\r\n").length;

export const tell = (told: Told): void => console.log(JSON.stringify(told));
