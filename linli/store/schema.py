"""The tables of the store."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, findings BLOB) WITHOUT ROWID;
CREATE TABLE wants (picture TEXT, path TEXT, PRIMARY KEY (picture, path)) WITHOUT ROWID;
CREATE INDEX wants_path ON wants (path);
CREATE TABLE pictures (
    path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, key TEXT, photo BLOB, files TEXT
) WITHOUT ROWID;
CREATE TABLE prints (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER) WITHOUT ROWID;
CREATE TABLE notes (scope TEXT, key TEXT, fingerprint BLOB, value BLOB, PRIMARY KEY (scope, key)) WITHOUT ROWID;
CREATE TABLE articles (
    path TEXT PRIMARY KEY, kind TEXT, month TEXT, date TEXT, due INTEGER, url TEXT, draft INTEGER, in_review INTEGER,
    weight INTEGER, page INTEGER, digest BLOB, teaser BLOB, kin BLOB, shelving BLOB, article BLOB, text TEXT
);
CREATE INDEX articles_month ON articles (month);
CREATE INDEX articles_date ON articles (date);
CREATE INDEX articles_due ON articles (due);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_draft ON articles (url, path) WHERE draft = 1;
CREATE INDEX articles_in_review ON articles (path) WHERE in_review = 1;
CREATE INDEX articles_kind ON articles (kind, draft, due);
CREATE TABLE turns (moment INTEGER, path TEXT, PRIMARY KEY (moment, path)) WITHOUT ROWID;
CREATE INDEX turns_path ON turns (path);
CREATE TABLE shelves (
    scope TEXT, id TEXT, month TEXT, count INTEGER, digest BLOB, PRIMARY KEY (scope, id, month)
) WITHOUT ROWID;
CREATE TABLE places (
    scope TEXT, id TEXT, month TEXT, rank INTEGER, path TEXT, PRIMARY KEY (scope, id, month, rank)
) WITHOUT ROWID;
CREATE INDEX places_month ON places (month);
CREATE TABLE days (month TEXT, date TEXT, PRIMARY KEY (month, date)) WITHOUT ROWID;
CREATE TABLE names (name TEXT, path TEXT, listed INTEGER, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE INDEX names_path ON names (path);
CREATE TABLE aliases (address TEXT, path TEXT, PRIMARY KEY (address, path)) WITHOUT ROWID;
CREATE INDEX aliases_path ON aliases (path);
CREATE TABLE gathered (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE reviews (
    path TEXT, number INTEGER, digest TEXT, name TEXT, line INTEGER, state TEXT, person TEXT, moment TEXT, changed TEXT, signed TEXT,
    PRIMARY KEY (path, number)
) WITHOUT ROWID;
CREATE TABLE words (scope TEXT, word TEXT, value TEXT, PRIMARY KEY (scope, word)) WITHOUT ROWID;
"""
