//! Emergency desks: wrapped for from the start, and served at once.

use super::*;
use crate::verify_log;
use salus_client::{
	identity::Identity,
	seal::{open_wrap, SecretKey},
	vault::{Deposit, RefusalKind, Release, ReleaseRequest},
};
use salus_primitives::{Action, InstitutionView, Purpose, Requester, Role, Roles};

const REFUSED: Option<RefusalKind> = Some(RefusalKind::Unavailable);

async fn ask(server: &Server, by: &Identity, purpose: Purpose) -> Result<Release, RefusalKind> {
	let request = ReleaseRequest { purpose, ..request(by) };
	kind(server.client.release(by, RECORD, &request).await)
}

#[tokio::test]
async fn a_desk_may_have_a_wrap_from_the_start_and_nobody_else() {
	let (network, issued) = Network::with_desk();
	let server = network.start(0).await;
	let deposit = |part: Deposit| {
		let (server, network) = (&server, &network);
		async move { kind(server.client.deposit(&network.clinic, &part).await) }
	};
	let wrong = Err(RefusalKind::WrongWrap);
	for change in [
		(|it| it.in_good_standing = false) as fn(&mut InstitutionView),
		|it| it.roles = Roles::of(&[Role::Provider]),
		|it| it.key = None,
		|it| it.key = Some((1, SecretKey::generate().public())),
	] {
		network.ledger.both(|it| change(it.institutions.get_mut(&DESK).unwrap()));
		assert_eq!(deposit(issued.deposit(0)).await, wrong, "no desk");
		network.admit_desk();
	}
	let mut also = issued.deposit(0);
	also.wraps.push(also.wraps[0].clone());
	also.wraps[3].key = network.other_clinic.encryption.public().hash();
	assert_eq!(deposit(also).await, wrong, "a provider is no desk");
	assert_eq!(deposit(issued.deposit(0)).await, Ok(()));
	assert_eq!(ask(&server, &network.desk, Purpose::BTG).await.err(), REFUSED, "not opened");
}

#[tokio::test]
async fn an_emergency_counts_from_the_best_block_on() {
	let (network, issued) = Network::with_desk();
	let server = network.start_with(&issued).await;
	assert_eq!(ask(&server, &network.desk, Purpose::BTG).await.err(), REFUSED);
	network.ledger.best(|world| world.emergencies.extend([DESK]));
	assert_eq!(ask(&server, &network.desk, Purpose::TREAT).await.err(), REFUSED, "no emergency");
	let release = ask(&server, &network.desk, Purpose::ERTREAT).await.unwrap();
	assert!(open_wrap(&release.manifest, &release.wrap, &network.desk.encryption).is_ok());
	network.ledger.finalise();
	assert!(ask(&server, &network.desk, Purpose::BTG).await.is_ok());

	// It ends in a block that is not final yet.
	network.ledger.best(|world| world.emergencies.clear());
	assert_eq!(ask(&server, &network.desk, Purpose::BTG).await.err(), REFUSED);

	let log = server.client.log(&network.patient, RECORD).await.unwrap();
	assert!(verify_log(RECORD, &log));
	let seen: Vec<_> = log.iter().map(|it| (it.purpose, it.released)).collect();
	let (no, yes) = (false, true);
	let refused = [(Purpose::BTG, no), (Purpose::TREAT, no)];
	let served = [(Purpose::BTG, yes), (Purpose::BTG, yes)];
	assert_eq!(seen, [&refused[..], &served, &[(Purpose::BTG, no)]].concat());
	assert!(log.iter().all(|it| it.requester == Requester::Institution(DESK)));
}

#[tokio::test]
async fn an_emergency_opens_what_is_restricted_but_not_what_is_erased() {
	let (network, issued) = Network::with_desk();
	let server = network.start_with(&issued).await;
	network.ledger.both(|world| open_case(world, u64::MAX));
	network.ledger.best(|world| world.emergencies.extend([DESK]));
	assert!(ask(&server, &network.desk, Purpose::BTG).await.is_ok());
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED, "others are restricted");

	network.ledger.finalise();
	network.ledger.both(|world| world.slots.iter_mut().for_each(|it| it.1.not_before = 0));
	until(|| network.ledger.receipts().len() == 1).await;
	assert_eq!(ask(&server, &network.desk, Purpose::BTG).await.err(), REFUSED);
}

#[tokio::test]
async fn an_emergency_is_for_the_desks_newest_key_and_a_vault_that_can_know() {
	let (network, issued) = Network::with_desk();
	let server = network.start_with(&issued).await;
	network.ledger.both(|world| world.emergencies.extend([DESK]));
	let foreign = ReleaseRequest {
		purpose: Purpose::BTG,
		action: Action::Access,
		key: network.patient.encryption.public().hash(),
		..request(&network.desk)
	};
	let refused = server.client.release(&network.desk, RECORD, &foreign).await;
	assert_eq!(kind(refused).err(), REFUSED);
	network.ledger.cut(true);
	let cut_off = ask(&server, &network.desk, Purpose::BTG).await;
	assert_eq!(cut_off.err(), Some(RefusalKind::CutOff));
	network.ledger.cut(false);
	let key = SecretKey::generate().public();
	network.ledger.best(|it| it.institutions.get_mut(&DESK).unwrap().key = Some((1, key)));
	assert_eq!(ask(&server, &network.desk, Purpose::BTG).await.err(), REFUSED);
}
