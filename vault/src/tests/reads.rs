//! How often a grant may be read.

use super::*;
use salus_client::vault::{now, RefusalKind, ReleaseRequest};
use salus_primitives::{
	Action, Actions, GrantId, LawfulBasis, Obligations, Opening, Purpose, Purposes, RecordId,
	Scope, SubjectId, Terms,
};

fn opening(grant: u8, reads: Option<u32>) -> Opening {
	let terms = Terms {
		grantee: OTHER_CLINIC,
		scope: Scope::Everything { future: true },
		purposes: Purposes::of(&[Purpose::TREAT]),
		actions: Actions::of(&[Action::Access, Action::Use]),
		from: 0,
		until: u64::MAX,
		basis: LawfulBasis::Consent,
		obligations: Obligations { erase_by: None, reads },
	};
	Opening { grant: GrantId([grant; 16]), terms, salt: [0; 64] }
}

async fn granted() -> (Network, Server) {
	let network = Network::new();
	let key = network.other_clinic.encryption.public();
	let issued = network.issue(RECORD, 1);
	let server = network.start_with(&issued).await;
	network.grant(OTHER_CLINIC);
	let released = server.read(&network.patient).await.unwrap();
	let manifest = &issued.sealed.manifest;
	let own = &network.patient.encryption;
	let share = salus_client::seal::open_wrap(manifest, &released.wrap, own).unwrap();
	let wraps = salus_client::seal::rewrap(manifest, &[share], &key).unwrap();
	server.client.add_wraps(&network.patient, manifest, &wraps).await.unwrap();
	(network, server)
}

async fn read(
	network: &Network,
	server: &Server,
	action: Action,
	opening: Opening,
) -> Result<(), RefusalKind> {
	let by = &network.other_clinic;
	let request = ReleaseRequest { action, opening: Some(opening), ..request(by) };
	kind(server.client.release(by, RECORD, &request).await).map(drop)
}

#[tokio::test]
async fn a_grant_is_read_as_often_as_it_says_also_after_a_restart() {
	let (network, server) = granted().await;
	let refused = Err(RefusalKind::Unavailable);
	let two = || opening(1, Some(2));
	assert_eq!(read(&network, &server, Action::Access, two()).await, Ok(()));
	assert_eq!(read(&network, &server, Action::Access, two()).await, Ok(()));
	assert_eq!(read(&network, &server, Action::Access, two()).await, refused);
	assert_eq!(read(&network, &server, Action::Use, two()).await, refused, "it is the same bytes");
	server.stop().await;
	let server = network.start(0).await;
	assert_eq!(read(&network, &server, Action::Access, two()).await, refused);
	assert_eq!(read(&network, &server, Action::Access, opening(2, Some(1))).await, Ok(()));
	assert_eq!(read(&network, &server, Action::Access, opening(3, Some(0))).await, refused);
	for _ in 0..4 {
		assert_eq!(read(&network, &server, Action::Access, opening(4, None)).await, Ok(()));
	}
	let log = server.client.log(&network.patient, RECORD).await.unwrap();
	assert_eq!(log.iter().filter(|it| !it.released).count(), 4, "refusals are in the log");
	assert!(crate::verify_log(RECORD, &log));
}

#[tokio::test]
async fn two_at_once_do_not_share_the_last_read() {
	let (network, server) = granted().await;
	let one = || read(&network, &server, Action::Access, opening(1, Some(1)));
	let both = tokio::join!(one(), one(), one());
	let released = [both.0, both.1, both.2].into_iter().filter(Result::is_ok).count();
	assert_eq!(released, 1);
}

#[tokio::test]
async fn a_grant_of_the_same_id_by_another_subject_is_another() {
	use crate::store::{Access, Relied};
	let (network, server) = granted().await;
	server.stop().await;
	let vault = network.open(0);
	let log = |subject: u8, record: RecordId| {
		let (subject, grant) = (SubjectId([subject; 16]), GrantId([1; 16]));
		let access = Access {
			record,
			time: now(),
			requester: salus_primitives::Requester::Institution(OTHER_CLINIC),
			purpose: Purpose::TREAT,
			action: Action::Access,
			released: true,
			relied: Some(Relied { subject, grant, reads: Some(1) }),
		};
		vault.store.run(move |tables| tables.log(&access))
	};
	assert!(log(1, RECORD).await.unwrap());
	assert!(!log(1, RECORD).await.unwrap());
	assert!(log(2, RECORD).await.unwrap());
	assert!(!log(3, RecordId([1; 16])).await.unwrap(), "nothing is released unlogged");
}
