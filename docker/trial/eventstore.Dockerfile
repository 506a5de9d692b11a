# A stand-in for the log's server, of one node and in memory, for trials of the compose files where no image can be pulled.
ARG LASTCALL=lastcall:local
FROM ${LASTCALL}
HEALTHCHECK --interval=2s --timeout=3s --retries=15 CMD ["node", "/app/docker/health.mjs", "listens", "2113"]
ENTRYPOINT ["node", "/app/packages/eventstoredb-standin/dist/main.js", "--host", "0.0.0.0"]
CMD []
