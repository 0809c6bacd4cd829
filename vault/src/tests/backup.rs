//! Half-written deposits and restored backups.

use super::*;
use crate::{erase::is_anywhere, store::StoreError, StartError};
use std::{fs, path::Path};

fn copy(from: &Path, to: &Path) {
	fs::create_dir_all(to).unwrap();
	for entry in fs::read_dir(from).unwrap() {
		let entry = entry.unwrap();
		let to = to.join(entry.file_name());
		match entry.path().is_dir() {
			true => copy(&entry.path(), &to),
			false => drop(fs::copy(entry.path(), to).unwrap()),
		}
	}
}

fn restore(backup: &Path, folder: &Path) {
	fs::remove_dir_all(folder).unwrap();
	copy(backup, folder);
}

/// Whether anything that was deposited is in the folder; wraps are there under slot keys only.
fn is_empty(folder: &Path, issued: &Issued) -> bool {
	let rows = rusqlite::Connection::open(folder.join("vault.sqlite")).unwrap();
	let count: u32 = rows.query_row("SELECT count(*) FROM sealings", [], |row| row.get(0)).unwrap();
	let found = is_anywhere(folder, Path::new("/nowhere"), &issued.traces(0)).unwrap();
	count == 0 && !found && fs::read_dir(folder.join("blobs")).unwrap().count() == 0
}

/// A vault that served a record, a backup of its folder, and the erasure afterwards.
async fn backed_up() -> (Network, Issued, tempfile::TempDir) {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	server.stop().await;
	let backup = tempfile::tempdir().unwrap();
	copy(&network.folder(0), backup.path());
	network.order_erasure();
	let server = network.start(0).await;
	until(|| network.ledger.receipts().len() == 1).await;
	server.stop().await;
	assert!(is_empty(&network.folder(0), &issued));
	(network, issued, backup)
}

#[tokio::test]
async fn a_half_written_deposit_is_swept() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	let blobs = network.folder(0).join("blobs");
	fs::write(blobs.join("0123456789abcdef0123456789abcdef"), b"ciphertext").unwrap();
	fs::write(blobs.join("fedcba9876543210fedcba9876543210#1"), b"cipher").unwrap();
	let server = network.start(0).await;
	assert_eq!(fs::read_dir(blobs).unwrap().count(), 1);
	assert!(server.read(&network.patient).await.is_ok());
}

#[tokio::test]
async fn a_backup_erases_itself_before_it_serves() {
	let (network, issued, backup) = backed_up().await;
	network.ledger.both(|world| {
		world.records.clear();
		world.slots.clear();
		let tombstone =
			salus_primitives::TombstoneView { case: CASE, erased: world.moment, until: u64::MAX };
		let hash = world.cases[&CASE].tombstone;
		world.tombstones.insert(hash, tombstone);
	});
	restore(backup.path(), &network.folder(0));
	assert!(!is_empty(&network.folder(0), &issued));
	// Nothing is awaited between the end of the start and the look into the folder.
	let server = network.start(0).await;
	assert!(is_empty(&network.folder(0), &issued));
	let notices = server.client.notices(&network.clinic).await.unwrap();
	assert_eq!(notices.len(), 1, "notices that the backup does not know are written again");
}

#[tokio::test]
async fn a_backup_of_what_was_sworn_to_be_erased_erases_itself() {
	let (network, issued, backup) = backed_up().await;
	assert!(network.ledger.receipts().len() == 1, "the others have not erased yet");
	restore(backup.path(), &network.folder(0));
	let server = network.start(0).await;
	assert!(is_empty(&network.folder(0), &issued));
	assert!(server.read(&network.patient).await.is_err());
}

#[tokio::test]
async fn a_backup_is_not_served_while_the_node_is_behind() {
	let (network, issued, backup) = backed_up().await;
	restore(backup.path(), &network.folder(0));
	let moment = salus_client::vault::now();
	network.ledger.both(|world| world.moment = 0);
	let server = network.start(0).await;
	assert!(!is_empty(&network.folder(0), &issued), "it cannot know yet");
	let cut_off = salus_client::vault::RefusalKind::CutOff;
	assert_eq!(server.read(&network.patient).await.err(), Some(cut_off));
	network.ledger.both(|world| world.moment = moment);
	let folder = network.folder(0);
	until(|| is_empty(&folder, &issued)).await;
	assert!(server.read(&network.patient).await.is_err());
}

#[tokio::test]
async fn a_backup_without_the_live_keys_opens_nothing() {
	let (network, issued, backup) = backed_up().await;
	let folder = network.folder(0);
	fs::remove_dir_all(folder.join("blobs")).unwrap();
	copy(&backup.path().join("blobs"), &folder.join("blobs"));
	fs::copy(backup.path().join("vault.sqlite"), folder.join("vault.sqlite")).unwrap();
	// Even on a chain that knows nothing of the erasure.
	network.ledger.both(|world| {
		world.slots.clear();
		world.records.get_mut(&RECORD).unwrap().restricted_by = None;
	});
	let server = network.start(0).await;
	assert!(is_empty(&folder, &issued));
	assert!(server.read(&network.patient).await.is_err());
}

#[tokio::test]
async fn a_folder_without_its_keys_or_with_foreign_ones_is_refused() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.start(1).await.stop().await;
	let keys = network.folder(0).join("keys.sqlite");
	let kept = fs::read(&keys).unwrap();
	fs::remove_file(&keys).unwrap();
	let error = network.try_start(0).await.err();
	assert!(matches!(error, Some(StartError::Store(StoreError::Missing("keys.sqlite")))));
	fs::copy(network.folder(1).join("keys.sqlite"), &keys).unwrap();
	let error = network.try_start(0).await.err();
	assert!(matches!(error, Some(StartError::Store(StoreError::Mismatched))));
	fs::write(&keys, kept).unwrap();
	assert!(network.start(0).await.read(&network.patient).await.is_ok());

	fs::remove_file(network.folder(1).join("vault.sqlite")).unwrap();
	assert!(network.try_start(1).await.is_ok(), "there were no keys yet");
}
