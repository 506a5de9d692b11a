# This machine's PostgreSQL with the few settings of the official image that the compose files use.
ARG BASE
FROM ${BASE}
COPY docker/user.mjs docker/trial/keys.mjs /app/
RUN ["node", "/app/user.mjs", "postgres", "999", "/var/lib/postgresql/data"]
ARG BIN
ENV BIN=${BIN} PATH=${BIN}:/usr/local/bin:/usr/bin:/bin
USER 999:999
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["node", "/app/keys.mjs"]
CMD ["postgres"]
