/** The exhaustive search: every order of what may happen in a small instance, over the real machines. */
export { larger, largest, small } from './instances'
export { search } from './search'
