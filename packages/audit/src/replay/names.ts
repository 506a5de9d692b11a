/** Words that come again and again, each kept once. */

export interface Names {
  readonly all: string[]
  readonly places: Map<string, number>
}

export const noNames = (): Names => ({ all: [], places: new Map() })

export const placeOf = ({ all, places }: Names, name: string): number => {
  const known = places.get(name)
  if (known !== undefined) return known
  places.set(name, all.length)
  all.push(name)
  return all.length - 1
}

/** Empty where there is none. */
export const nameAt = ({ all }: Names, place: number): string => all[place] ?? ''
