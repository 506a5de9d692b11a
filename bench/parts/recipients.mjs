/** Recipient files of any size. The numbers have the right form and go into temporary files only; nobody is dialed. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const areas = [202, 205, 206, 212, 213, 303, 305, 312, 404, 415]
const exchanges = 700
const linesOfExchange = 10_000

/** The k-th of 70 million numbers of ten digits behind +1, each different; exchanges 211 to 911 are left out. */
const numberAt = (k) => {
  const area = areas[k % areas.length]
  const rest = Math.floor(k / areas.length)
  const exchange = 220 + (Math.floor(rest / linesOfExchange) % exchanges)
  return `+1${area}${exchange}${String(rest % linesOfExchange).padStart(4, '0')}`
}

const rowsAtOnce = 10_000

/** Writes rows `first` to `first + count - 1` with a header. */
export const writeRecipients = async (path, first, count) => {
  const file = createWriteStream(path)
  file.write('phone,time_zone,first_name\n')
  for (let from = first; from < first + count; from += rowsAtOnce) {
    const length = Math.min(rowsAtOnce, first + count - from)
    const rows = Array.from({ length }, (_, k) => `${numberAt(from + k)},America/New_York,Name${from + k}\n`)
    if (!file.write(rows.join(''))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}
