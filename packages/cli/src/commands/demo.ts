import type { Registry } from '../program'
export const demo = (_: Registry): void => undefined
