export { t as countOn } from "./chunk-count-runs.js";
