/** What the cases of generated tests are drawn by; `SEED` draws others. */
export const seed = Number(process.env.SEED ?? 20_261_201);
