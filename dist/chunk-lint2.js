export { t as readFiles, n as run } from "./chunk-lint.js";
