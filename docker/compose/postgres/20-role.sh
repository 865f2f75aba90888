#!/bin/bash
# The role that ingestion logs in as: it reads the captured tables and follows the log. It owns the tables so that it can
# make its publication; in your database let the tables' owner make it, and grant SELECT only.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v password="$(cat /run/secrets/ingest-password)" <<'SQL'
CREATE ROLE millrace LOGIN REPLICATION PASSWORD :'password';
GRANT CREATE ON DATABASE shop TO millrace;
ALTER TABLE customers OWNER TO millrace;
ALTER TABLE orders OWNER TO millrace;
ALTER TABLE order_lines OWNER TO millrace;
SQL
