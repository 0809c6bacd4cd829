//! Tables. All ids are raw bytes, all times milliseconds.

/// Version of the file of keys.
pub const KEYS_VERSION: i64 = 1;

/// Version of the other file.
pub const VAULT_VERSION: i64 = 2;

/// From version 1 to 2.
pub const FROM_1_TO_2: &str = "
ALTER TABLE log ADD COLUMN relied BLOB;
CREATE INDEX log_by_grant ON log (relied) WHERE relied IS NOT NULL;
CREATE TABLE reports (
	erasure BLOB PRIMARY KEY,
	sent INTEGER NOT NULL,
	acknowledged INTEGER NOT NULL,
	time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// What every connection is set to. `temp_store`: VACUUM must not write rows to a temporary folder.
/// `EXTRA` is `FULL` and makes the end of a transaction durable too.
pub const PRAGMAS: &str = "
PRAGMA journal_mode = DELETE;
PRAGMA secure_delete = ON;
PRAGMA synchronous = EXTRA;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
";

/// `pair` is the same in both files: one that was mixed up with another's is noticed.
pub const KEYS: &str = "
CREATE TABLE about (one INTEGER PRIMARY KEY CHECK (one = 1), pair BLOB NOT NULL) STRICT;
CREATE TABLE slots (id BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
";

/// `horizon`: nonces of requests before then are no longer known.
/// `wraps.sealed` and `sealings.blob` are under the slot key.
/// `log.relied` is the subject and the grant that a release relied on.
/// `reports` says what the chain was last told about the notices of a case, and when.
/// `erasures` says what is being erased before it is, and afterwards when that was done.
pub const VAULT: &str = "
CREATE TABLE about (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	pair BLOB NOT NULL,
	genesis BLOB NOT NULL,
	institution INTEGER NOT NULL,
	horizon INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE sealings (
	id INTEGER PRIMARY KEY,
	record BLOB NOT NULL,
	version INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	slot BLOB NOT NULL UNIQUE,
	manifest BLOB NOT NULL,
	blob BLOB NOT NULL,
	stopped INTEGER NOT NULL DEFAULT 0,
	UNIQUE (record, version, epoch)
) STRICT;
CREATE TABLE wraps (
	sealing INTEGER NOT NULL REFERENCES sealings (id) ON DELETE CASCADE,
	key BLOB NOT NULL,
	sealed BLOB NOT NULL,
	PRIMARY KEY (sealing, key)
) STRICT;
CREATE TABLE log (
	id INTEGER PRIMARY KEY,
	record BLOB NOT NULL,
	served INTEGER,
	entry BLOB NOT NULL,
	relied BLOB
) STRICT;
CREATE INDEX log_by_record ON log (record, id);
CREATE INDEX log_by_grant ON log (relied) WHERE relied IS NOT NULL;
CREATE TABLE nonces (
	account BLOB NOT NULL,
	nonce BLOB NOT NULL,
	time INTEGER NOT NULL,
	PRIMARY KEY (account, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonces_by_time ON nonces (time);
CREATE TABLE notices (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	institution INTEGER NOT NULL,
	record BLOB NOT NULL,
	erasure BLOB NOT NULL,
	written INTEGER NOT NULL,
	acknowledged INTEGER,
	UNIQUE (institution, record, erasure)
) STRICT;
CREATE TABLE reports (
	erasure BLOB PRIMARY KEY,
	sent INTEGER NOT NULL,
	acknowledged INTEGER NOT NULL,
	time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE cases (erasure BLOB PRIMARY KEY, record BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_record ON cases (record);
CREATE TABLE erasures (
	erasure BLOB NOT NULL,
	version INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	record BLOB NOT NULL,
	slot BLOB,
	blob BLOB,
	done INTEGER,
	backups_gone_by INTEGER,
	PRIMARY KEY (erasure, version, epoch)
) STRICT, WITHOUT ROWID;
";
