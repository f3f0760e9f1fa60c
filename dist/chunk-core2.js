export { r as setFailed } from "./chunk-core.js";
