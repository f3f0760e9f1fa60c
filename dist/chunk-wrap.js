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
// src/report/wrap.ts
/**
* Prose broken at spaces into lines of at most `width` characters, the later ones behind `indent`. A word that is longer
* keeps a line of its own; without a width nothing is broken.
*/
function wrap(text, first, indent, width) {
	if (width === void 0) return [first + text];
	const lines = [];
	let line = first;
	let empty = true;
	for (const word of text.split(" ")) {
		if (!empty && line.length + 1 + word.length > width) {
			lines.push(line);
			line = indent;
			empty = true;
		}
		line += empty ? word : ` ${word}`;
		empty = false;
	}
	return [...lines, line];
}
export { painter as n, styleOf as r, wrap as t };
