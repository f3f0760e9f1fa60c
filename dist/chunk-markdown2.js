export { n as writeMarkdown } from "./chunk-markdown.js";
