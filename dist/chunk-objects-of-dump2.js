import { t as readColumnSchema } from "./chunk-columns.js";
import { _ as columnName, t as prepareSql } from "./chunk-sql.js";
// src/commands/query-log/serve/objects-of-dump.ts
async function objectsOfDump(ddl) {
	await prepareSql("postgresql");
	const { catalog } = readColumnSchema(ddl, {
		version: 18,
		defaultSchema: "public"
	});
	return [...Object.entries(catalog.tables).flatMap(([table, { columns }]) => [table, ...Object.keys(columns).map((column) => columnName(table, column))]), ...Object.keys(catalog.views)].map((object) => ({
		object,
		identity: null
	}));
}
export { objectsOfDump as t };
