//! What a vault refuses to start with.

use super::{ledger::GENESIS, *};
use crate::{
	start,
	store::{Store, StoreError},
	Settings, StartError,
};
use salus_client::identity::Identity;
use salus_primitives::{Hash32, Role, Roles};

#[tokio::test]
async fn two_vaults_do_not_share_a_folder() {
	let network = Network::new();
	let first = network.start(0).await;
	let error = network.try_start(0).await.err();
	assert!(matches!(error, Some(StartError::Store(StoreError::InUse(_)))));
	first.stop().await;
	network.start(0).await;
}

#[tokio::test]
async fn a_folder_belongs_to_one_institution_on_one_chain() {
	let network = Network::new();
	network.start(0).await.stop().await;
	let open = |genesis, id| Store::open(&network.folder(0), genesis, id).err();
	assert!(matches!(open(&GENESIS, CUSTODIANS[1]), Some(StoreError::Foreign(_))));
	assert!(matches!(open(&Hash32([1; 32]), CUSTODIANS[0]), Some(StoreError::Foreign(_))));
	assert!(open(&GENESIS, CUSTODIANS[0]).is_none());
}

#[tokio::test]
async fn an_institution_must_be_a_custodian_with_this_receipt_key() {
	let network = Network::new();
	let try_with = |account: Identity, receipts| {
		start(network.settings(0), network.ledger.clone(), account.account(), receipts)
	};
	let id = CUSTODIANS[0];
	let error = try_with(Identity::generate(), receipt_key(id)).await.err();
	assert!(matches!(error, Some(StartError::NoInstitution(_))));
	let error = try_with(custodian_account(id), Identity::generate()).await.err();
	assert!(matches!(error, Some(StartError::ForeignReceiptKey(_))));
	network.ledger.both(|world| {
		world.institutions.get_mut(&id).unwrap().roles = Roles::default().with(Role::Payer);
	});
	let error = try_with(custodian_account(id), receipt_key(id)).await.err();
	assert!(matches!(error, Some(StartError::NoCustodian(_))));
	assert!(!network.folder(0).exists(), "nothing is made before that is clear");
}

#[tokio::test]
async fn without_a_node_it_does_not_start() {
	let network = Network::new();
	network.ledger.cut(true);
	let error = network.try_start(0).await.err().unwrap();
	assert!(matches!(error, StartError::Node(..)), "{error}");
}

#[tokio::test]
async fn without_an_address_the_endpoint_on_chain_must_be_here() {
	let network = Network::new();
	let id = CUSTODIANS[0];
	let settings = || Settings { listen: None, ..network.settings(0) };
	let try_start = || {
		let account = custodian_account(id).account();
		start(settings(), network.ledger.clone(), account, receipt_key(id))
	};
	let endpoint = |endpoint: &str| {
		let endpoint = Some(endpoint.to_owned());
		network.ledger.both(|it| {
			it.institutions.get_mut(&id).unwrap().endpoint.clone_from(&endpoint);
		});
	};
	assert!(matches!(try_start().await.err(), Some(StartError::NowhereToListen(_))));
	endpoint("https://vault.example");
	assert!(matches!(try_start().await.err(), Some(StartError::NowhereToListen(_))));
	endpoint("http://127.0.0.1:0");
	let running = try_start().await.unwrap();
	assert!(running.address.ip().is_loopback());
	running.stop().await;
}

#[tokio::test]
async fn nobody_else_on_the_machine_can_look_into_the_folder() {
	use std::os::unix::fs::PermissionsExt;
	let network = Network::new();
	let _server = network.start(0).await;
	let mode = |path: std::path::PathBuf| path.metadata().unwrap().permissions().mode() & 0o777;
	let folder = network.folder(0);
	assert_eq!(mode(folder.clone()), 0o700);
	assert_eq!(mode(folder.join("blobs")), 0o700);
	for file in ["vault.sqlite", "keys.sqlite", "lock"] {
		assert_eq!(mode(folder.join(file)), 0o600, "{file}");
	}
}
