/** Bytes in pieces become whole lines, as bytes: what is hashed is what was there. */

const lineFeed = 0x0a

/** Lines without their line feeds, several at a time. A last line without one comes out like the others. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer[] = []
  for await (const piece of pieces) {
    const lines: Buffer[] = []
    let from = 0
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, from)) {
      const line = piece.subarray(from, end)
      lines.push(rest.length === 0 ? line : Buffer.concat([...rest, line]))
      rest = []
      from = end + 1
    }
    if (from < piece.length) rest.push(piece.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (rest.length > 0) yield [Buffer.concat(rest)]
}
