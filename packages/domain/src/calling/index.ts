/** Whether a recipient may be called now. Asked at authorization and again at the gate. */
export * from './hours'
