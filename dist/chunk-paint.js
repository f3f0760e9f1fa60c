// src/report/paint.ts
const CODES = {
	bold: [1, 22],
	dim: [2, 22],
	red: [31, 39],
	green: [32, 39],
	yellow: [33, 39],
	magenta: [35, 39]
};
function painter(color) {
	return (style, text) => {
		const [on, off] = CODES[style];
		return color && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
	};
}
const STYLES = {
	error: "magenta",
	block: "red",
	wait: "yellow",
	warn: "yellow",
	ok: "green",
	pass: "green"
};
function styleOf(word) {
	return STYLES[word] ?? "bold";
}
export { styleOf as n, painter as t };
