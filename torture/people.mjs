/** Recipients with fictional numbers, and the search for them where nothing personal may be. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** In each of them 555-0100 to 555-0199 belong to nobody. */
const areas = [201, 203, 206, 212, 213, 216, 303, 305, 312, 404, 415, 503, 602, 612, 713]

/** Written into names, file names and reasons: it must be found nowhere. */
export const mark = 'Quillfeather'

const digitsOf = (k) => `${areas[Math.floor(k / 100) % areas.length]}55501${String(k % 100).padStart(2, '0')}`

/** Rows `first` to `first + count - 1`. */
export const writePeople = (path, first, count) => {
  const rows = Array.from(
    { length: count },
    (_, k) => `${mark}-${first + k},+1${digitsOf(first + k)},America/New_York\n`,
  )
  writeFileSync(path, `name,phone,time_zone\n${rows.join('')}`)
}

const known = new Set(Array.from({ length: areas.length * 100 }, (_, k) => digitsOf(k)))

/** Not inside a longer run of hex: random ids hold every short run of digits sooner or later. */
const number = /(?<![0-9a-f])1?([2-9]\d\d55501\d\d)(?![0-9a-f])/g

const isPersonal = (bytes) => {
  const text = bytes.toString('latin1')
  return text.includes(mark) || [...text.matchAll(number)].some(([, digits]) => known.has(digits))
}

/** Names of the files under a folder that hold a number or a name, whatever their format. */
export const personalIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPersonal(readFileSync(join(entry.parentPath, entry.name))))
    .map(({ name }) => `${name} holds a number or a name of the list`)

export const holdsBytes = (folder, bytes) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(bytes),
  )

/** A search that finds nothing must be able to find: the file that was imported. */
export const isFoundIn = (path) => isPersonal(readFileSync(path))
