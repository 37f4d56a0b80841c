-- Asks the queries of a file in turn: wrk -s bench/queries.lua URL -- bench/queries.txt
-- Behind a tab stands the ETag of the answer that the client pretends to hold.
local queries, asked, path = {}, 0, ""

function init(arguments)
  path = wrk.path
  for line in io.lines(arguments[1]) do
    if line ~= "" and line:sub(1, 1) ~= "#" then
      local query, etag = line:match("^([^\t]*)\t?(.*)$")
      queries[#queries + 1] = { query, etag ~= "" and { ["If-None-Match"] = etag } or nil }
    end
  end
end

function request()
  asked = asked % #queries + 1
  return wrk.format("GET", path .. "?" .. queries[asked][1], queries[asked][2])
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("requests=%d failed=%d microseconds=%d p50=%d p99=%d\n",
    summary.requests, failed, summary.duration, latency:percentile(50), latency:percentile(99)))
end
