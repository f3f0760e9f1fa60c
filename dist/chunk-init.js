// src/commands/init.ts
/** demo */
async function run() {
	return 0;
}
export { run };
