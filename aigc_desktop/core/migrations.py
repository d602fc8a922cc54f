"""The tables of the database, as numbered steps. A step that was released is never edited: add one."""

from __future__ import annotations

_JOBS = """
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    state TEXT NOT NULL,
    position REAL NOT NULL,
    request TEXT NOT NULL,
    created_at REAL NOT NULL,
    started_at REAL NOT NULL DEFAULT 0,
    ended_at REAL NOT NULL DEFAULT 0,
    engine_deaths INTEGER NOT NULL DEFAULT 0,
    is_quarantined INTEGER NOT NULL DEFAULT 0,
    is_cancel_wanted INTEGER NOT NULL DEFAULT 0,
    error TEXT
);
CREATE INDEX jobs_by_state ON jobs (state, position);
"""

# `assets_listed` answers every list of the library without touching the wide rows.
_ASSETS = """
CREATE TABLE assets (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    job_id TEXT,
    job_index INTEGER,
    kind TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    thumbnail TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at REAL NOT NULL,
    family TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',
    generator TEXT NOT NULL DEFAULT '',
    rating INTEGER NOT NULL DEFAULT 0,
    binned_at REAL NOT NULL DEFAULT 0,
    is_missing INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL DEFAULT '',
    recipe TEXT,
    UNIQUE (job_id, job_index)
);
CREATE INDEX assets_listed
    ON assets (is_missing, binned_at, created_at, key, family, model, generator, kind, rating);
"""

# `words` holds the searchable text with every Chinese character a word of its own (see library/query.py).
_SEARCH = """
CREATE VIRTUAL TABLE assets_fts USING fts5 (
    words, content = 'assets', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER assets_inserted AFTER INSERT ON assets BEGIN
    INSERT INTO assets_fts (rowid, words) VALUES (new.key, new.words);
END;
CREATE TRIGGER assets_deleted AFTER DELETE ON assets BEGIN
    INSERT INTO assets_fts (assets_fts, rowid, words) VALUES ('delete', old.key, old.words);
END;
CREATE TRIGGER assets_reworded AFTER UPDATE OF words ON assets BEGIN
    INSERT INTO assets_fts (assets_fts, rowid, words) VALUES ('delete', old.key, old.words);
    INSERT INTO assets_fts (rowid, words) VALUES (new.key, new.words);
END;
"""

_CACHES = """
CREATE TABLE schemas (key TEXT PRIMARY KEY, schema TEXT NOT NULL);
CREATE TABLE hashes (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
);
"""

# The beginning of a text, so that lists show it without opening its file.
_EXCERPTS = "ALTER TABLE assets ADD COLUMN excerpt TEXT NOT NULL DEFAULT '';"

MIGRATIONS: tuple[str, ...] = (_JOBS + _ASSETS + _SEARCH + _CACHES, _EXCERPTS)
"""Step k brings `user_version` from k to k + 1."""
