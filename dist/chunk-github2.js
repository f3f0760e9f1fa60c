export { t as getOctokit } from "./chunk-github.js";
