//! What is below the endpoints.

use super::*;
use crate::store::SlotKey;
use salus_client::vault::now;

#[test]
fn what_is_sealed_under_a_slot_key_opens_under_that_key_only() {
	let (key, other) = (SlotKey::generate().unwrap(), SlotKey::generate().unwrap());
	let sealed = key.seal(b"place", b"secret").unwrap();
	assert_eq!(key.open(b"place", &sealed).unwrap(), b"secret");
	assert!(key.open(b"elsewhere", &sealed).is_err());
	assert!(other.open(b"place", &sealed).is_err());
	assert!(key.open(b"place", &sealed[..20]).is_err());
	assert_ne!(sealed, key.seal(b"place", b"secret").unwrap());
}

#[tokio::test]
async fn nonces_are_forgotten_but_never_good_again() {
	let network = Network::new();
	let vault = network.open(0);
	let account = network.clinic.account();
	let used = |nonce: u8, time: u64, now: u64| {
		vault.store.run(move |tables| tables.use_nonce(account, [nonce; 16], time, now))
	};
	let minute = 60_000;
	let start = now();
	assert!(used(1, start, start).await.unwrap());
	assert!(!used(1, start, start).await.unwrap());
	assert!(used(2, start, start).await.unwrap());
	let other = network.patient.account();
	let same_nonce = vault.store.run(move |it| it.use_nonce(other, [1; 16], start, start));
	assert!(same_nonce.await.unwrap(), "another account's nonce");
	// Ten minutes later it is pruned; then the clock is set back.
	let later = start + 10 * minute;
	assert!(used(3, later, later).await.unwrap());
	let count = vault.store.run(|tables| Ok(tables.count("nonces"))).await.unwrap();
	assert_eq!(count, 1);
	assert!(!used(1, start, start).await.unwrap());
	assert!(!used(4, start, start).await.unwrap(), "it may have been used");
}

#[tokio::test]
async fn both_databases_overwrite_what_they_delete_and_keep_what_they_promised() {
	let network = Network::new();
	let settings = network.open(0).store.run(|tables| Ok(tables.settings())).await.unwrap();
	for [journal, secure_delete, synchronous, foreign_keys, temp_store] in settings {
		assert_eq!(journal, "delete");
		assert_eq!((secure_delete.as_str(), synchronous.as_str()), ("1", "3"));
		assert_eq!((foreign_keys.as_str(), temp_store.as_str()), ("1", "2"));
	}
}

#[tokio::test]
async fn a_folder_of_the_first_version_is_brought_up_to_date_and_a_later_one_refused() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	server.stop().await;
	let path = network.folder(0).join("vault.sqlite");
	let change = |sql: &str| {
		rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
	};
	change(
		"DROP TABLE reports; DROP INDEX log_by_grant; ALTER TABLE log DROP COLUMN relied;
		PRAGMA user_version = 1;",
	);
	let server = network.start(0).await;
	server.read(&network.clinic).await.unwrap();
	let log = server.client.log(&network.patient, RECORD).await.unwrap();
	assert!(log.len() == 2 && crate::verify_log(RECORD, &log));
	network.order_erasure();
	until(|| network.ledger.reports().len() == 1).await;
	server.stop().await;
	change("PRAGMA user_version = 3");
	let error = network.try_start(0).await.err().unwrap().to_string();
	assert!(error.contains("format 3"), "{error}");
}
