-- Indexes for searches within names. A trusted extension: who may create in the database may create it.
create extension if not exists pg_trgm;
