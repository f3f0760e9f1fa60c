export { t as writeText } from "./chunk-text2.js";
