export default {
  havering: {
    input: { target: "./openapi.yaml" },
    output: {
      target: "./client/client.ts",
      client: "fetch",
      override: { mutator: { path: "./orval_fetch.ts", name: "ask" } },
    },
  },
};
