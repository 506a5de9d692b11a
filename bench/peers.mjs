/** The log in a SQLite file against others like it: Emmett's store for SQLite, and the naive table. */
import './peers/compare.mjs'
