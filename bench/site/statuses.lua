-- Asks the queries of a file in turn, as ../queries.lua does, and counts the answers by status:
-- wrk -s bench/site/statuses.lua URL -- bench/queries.txt
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  queries, asked, counts = {}, 0, ""
  seen = {}
  path = wrk.path
  for line in io.lines(arguments[1]) do
    if line ~= "" and line:sub(1, 1) ~= "#" then queries[#queries + 1] = line end
  end
end

function request()
  asked = asked % #queries + 1
  return wrk.format("GET", path .. "?" .. queries[asked])
end

function response(status, headers, body)
  seen[status] = (seen[status] or 0) + 1
  -- What must hold of every refusal of a service that is away for a moment.
  if status == 503 and not (headers["Retry-After"] or headers["retry-after"]) then seen["bare503"] = (seen["bare503"] or 0) + 1 end
  counts = ""
  for name, count in pairs(seen) do counts = counts .. name .. "=" .. count .. " " end
end

function done(summary, latency)
  for _, thread in ipairs(threads) do io.write("statuses " .. thread:get("counts") .. "\n") end
  local errors = summary.errors
  io.write(string.format("summary requests=%d connect=%d read=%d write=%d timeout=%d microseconds=%d p50=%d p99=%d\n",
    summary.requests, errors.connect, errors.read, errors.write, errors.timeout, summary.duration,
    latency:percentile(50), latency:percentile(99)))
end
