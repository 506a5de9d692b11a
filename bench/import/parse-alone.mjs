/** The peer: csv-parse over a file, with nothing done to its rows. Says how many there were. */
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

// The very copy that the import uses.
const ofCampaigns = fileURLToPath(new URL('../../packages/campaigns/package.json', import.meta.url))
const { parse } = createRequire(ofCampaigns)('csv-parse')

let rows = 0
const parser = parse({
  on_record: () => {
    rows += 1
    return null
  },
})
createReadStream(process.argv[2], { highWaterMark: 1 << 18 }).pipe(parser)
parser.resume()
await new Promise((resolve, reject) => parser.once('end', resolve).once('error', reject))
process.stdout.write(String(rows))
