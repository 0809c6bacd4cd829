//! Claims that only real processes can show: blind disks, crashes at the worst moment, a lost chain,
//! and bad input at every door. The story itself is `scripts/story`.

#![allow(clippy::unwrap_used)]

mod network;

use codec::Encode;
use network::{on_disk, Network};
use salus_client::{
	care::{self, Asking, CareError, Outbox},
	chain::{At, Call, ChainError, Until},
	document::{Content, Document},
	identity::Identity,
	seal::{open, open_wrap, OpenError},
	vault::{
		Deposit, Refusal, RefusalKind, ReleaseRequest, RequestSignature, VaultError,
		REQUEST_HEADERS,
	},
};
use salus_primitives::*;
use std::time::Duration;

const TEXT: &str = "haemoglobin 9.1 g/dL, transfusion advised";

fn document() -> Document {
	let json =
		format!(r#"{{"resourceType":"Observation","note":[{{"text":"{TEXT}"}}],"value":1.00}}"#);
	Document::from_json(json.as_bytes()).unwrap()
}

fn asking(record: RecordId, purpose: Purpose, opening: Option<Opening>) -> Asking {
	Asking { record, version: None, purpose, action: Action::Access, opening }
}

fn is_unavailable<T>(result: Result<T, CareError>) -> bool {
	matches!(result, Err(CareError::Unavailable(_)))
}

async fn cut_off(network: &Network, by: &Identity, record: RecordId) -> RefusalKind {
	let body = ReleaseRequest {
		version: None,
		purpose: Purpose::PATRQT,
		action: Action::Access,
		opening: None,
		key: by.encryption.public().hash(),
	};
	let path = format!("/v1/records/{record}/release");
	refusal(network, by, "POST", &path, &body.encode(), 0).await.1
}

/// Sends a signed request as it is and returns status and refusal.
async fn refusal(
	network: &Network,
	by: &Identity,
	method: &str,
	path: &str,
	body: &[u8],
	vault: usize,
) -> (u16, RefusalKind) {
	let id = Network::custodians()[vault];
	let signature = RequestSignature::new(by, &network.chain.genesis(), id, method, path, body);
	send(signature.headers(), method, path, body, vault).await
}

async fn send(
	headers: [String; 4],
	method: &str,
	path: &str,
	body: &[u8],
	vault: usize,
) -> (u16, RefusalKind) {
	let url = format!("{}{path}", Network::endpoint(vault));
	let mut request =
		reqwest::Client::new().request(method.parse().unwrap(), url).body(body.to_vec());
	for (name, value) in REQUEST_HEADERS.into_iter().zip(headers) {
		request = request.header(name, value);
	}
	let response = request.send().await.unwrap();
	let status = response.status().as_u16();
	let body = response.bytes().await.unwrap();
	let refusal: Refusal = serde_json::from_slice(&body).unwrap();
	assert!(!refusal.cure.is_empty());
	(status, refusal.error)
}

async fn erased(network: &Network, case: CaseId, missing: u32) {
	for _ in 0..240 {
		let view = network.chain.case(case, At::Finalised).await.unwrap();
		let gone = view.is_some_and(|it| it.record.is_none() && it.missing <= missing);
		if gone {
			return;
		}
		tokio::time::sleep(Duration::from_millis(250)).await;
	}
	panic!("not erased within a minute");
}

/// One chain for all claims: starting it is what takes the time.
#[tokio::test(flavor = "multi_thread")]
async fn claims_on_real_processes() {
	let mut network = Network::start().await;
	let hospital = network.institution("//Alice").await;
	let clinic = network.institution("//Bob").await;
	let (patient, subject) = network.patient(&hospital).await;
	let record = network.issue(&hospital, &patient, subject, document()).await;

	disks_are_blind(&network, &patient, record).await;
	one_share_and_a_private_key_open_nothing(&network, &patient, &clinic, subject, record).await;
	a_revocation_denies_while_it_is_not_final(&network, &patient, &clinic, subject, record).await;
	bad_input_is_refused_with_a_cure(&network, &patient, record).await;
	bad_transactions_are_refused_with_a_cure(&network, &hospital, &patient, subject, record).await;
	calls_of_one_account_wait_for_each_other(&network, &patient, subject).await;
	a_vault_without_a_chain_serves_nobody(&mut network, &patient, record).await;
	who_loses_the_chain_keeps_what_was_sealed(&mut network, &hospital, &patient, subject).await;
	erasure_survives_kill_nine(&mut network, &hospital, &patient, record).await;
}

async fn disks_are_blind(network: &Network, patient: &Identity, record: RecordId) {
	let asking = asking(record, Purpose::PATRQT, None);
	let reading = care::read(&network.chain, patient, &asking).await.unwrap();
	let Content::Json(json) = reading.document.content().unwrap() else { panic!("it is JSON") };
	assert!(json.contains(TEXT) && json.contains("1.00"));
	// Salts and values: nothing of the opened document lies on any disk.
	let plain = reading.document.encode();
	for disk in (0..3).map(|which| network.disk(which)) {
		assert!(!on_disk(&disk, TEXT.as_bytes()));
		assert!(plain.chunks_exact(16).all(|piece| !on_disk(&disk, piece)));
	}
}

async fn one_share_and_a_private_key_open_nothing(
	network: &Network,
	patient: &Identity,
	clinic: &Identity,
	subject: SubjectId,
	record: RecordId,
) {
	let given = grant(network, patient, subject).await;
	let key = clinic.encryption.public();
	care::share_with(&network.chain, patient, record, &key).await.unwrap();
	// What one custodian's whole disk and the clinic's private key amount to.
	let vault = care::vault_of(&network.chain, InstitutionId(3)).await.unwrap();
	let request = ReleaseRequest {
		version: None,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening: Some(given),
		key: key.hash(),
	};
	let release = vault.release(clinic, record, &request).await.unwrap();
	let share = open_wrap(&release.manifest, &release.wrap, &clinic.encryption).unwrap();
	let error = open(&release.manifest, &release.ciphertext, &[share]).unwrap_err();
	assert!(matches!(error, OpenError::NotEnoughShares { have: 1, need: 2 }), "{error}");
	// The patient's own wrap is of no use to the clinic.
	let own = ReleaseRequest { key: patient.encryption.public().hash(), ..request };
	let error = vault.release(clinic, record, &own).await.err().unwrap();
	assert!(matches!(
		error,
		VaultError::Refused { refusal, .. } if refusal.error == RefusalKind::Unavailable
	));
}

async fn grant(network: &Network, patient: &Identity, subject: SubjectId) -> Opening {
	let from = network.chain.moment(At::Best).await.unwrap();
	let terms = Terms {
		grantee: InstitutionId(2),
		scope: Scope::Everything { future: true },
		purposes: Purposes::of(&[Purpose::TREAT]),
		actions: Actions::of(&[Action::Access]),
		from,
		until: from + 3_600_000,
		basis: LawfulBasis::Consent,
		obligations: Obligations::default(),
	};
	care::grant(&network.chain, patient, subject, terms).await.unwrap().opening
}

async fn a_revocation_denies_while_it_is_not_final(
	network: &Network,
	patient: &Identity,
	clinic: &Identity,
	subject: SubjectId,
	record: RecordId,
) {
	let opening = grant(network, patient, subject).await;
	let asking = asking(record, Purpose::TREAT, Some(opening.clone()));
	care::read(&network.chain, clinic, &asking).await.unwrap();
	let call = Call::revoke(subject, opening.grant);
	network.chain.submit(patient, call, Until::InBlock).await.unwrap();
	assert!(is_unavailable(care::read(&network.chain, clinic, &asking).await));
}

async fn bad_input_is_refused_with_a_cure(network: &Network, patient: &Identity, record: RecordId) {
	let path = format!("/v1/records/{record}/release");
	let empty: [String; 4] = Default::default();
	assert_eq!(send(empty, "POST", &path, b"", 0).await, (401, RefusalKind::Unsigned));

	let sign = |method, path: &str, body: &[u8]| {
		let genesis = network.chain.genesis();
		RequestSignature::new(patient, &genesis, InstitutionId(3), method, path, body).headers()
	};
	let for_another_body = sign("POST", &path, b"other");
	let refused = send(for_another_body, "POST", &path, b"body", 0).await;
	assert_eq!(refused, (401, RefusalKind::BadSignature));

	let once = sign("POST", &path, b"garbage");
	let refused = send(once.clone(), "POST", &path, b"garbage", 0).await;
	assert_eq!(refused, (400, RefusalKind::Malformed));
	let refused = send(once, "POST", &path, b"garbage", 0).await;
	assert_eq!(refused, (401, RefusalKind::Replayed));

	let mut old = sign("POST", &path, b"");
	old[1] = "1".into();
	assert_eq!(send(old, "POST", &path, b"", 0).await, (401, RefusalKind::Replayed));

	// A record that is not there and one that is not theirs look the same.
	let stranger = Identity::generate();
	let request = |by: &Identity| ReleaseRequest {
		version: None,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening: None,
		key: by.encryption.public().hash(),
	};
	let body = request(&stranger).encode();
	let absent = format!("/v1/records/{}/release", RecordId([7; 16]));
	let unavailable = (404, RefusalKind::Unavailable);
	assert_eq!(refusal(network, &stranger, "POST", &path, &body, 0).await, unavailable);
	assert_eq!(refusal(network, &stranger, "POST", &absent, &body, 0).await, unavailable);

	// A wrap for somebody else, a manifest that is not the one on chain, a stranger's deposit.
	let vault = care::vault_of(&network.chain, InstitutionId(3)).await.unwrap();
	let mut own = request(patient);
	own.purpose = Purpose::PATRQT;
	let release = vault.release(patient, record, &own).await.unwrap();
	let mut deposit = Deposit {
		manifest: release.manifest,
		wraps: vec![release.wrap],
		ciphertext: release.ciphertext,
	};
	let kind = |result: Result<(), VaultError>| match result {
		Err(VaultError::Refused { refusal, .. }) => refusal.error,
		other => panic!("expected a refusal, got {other:?}"),
	};
	assert_eq!(kind(vault.deposit(&stranger, &deposit).await), RefusalKind::NotYours);
	deposit.wraps[0].index = 2;
	let manifest = deposit.manifest.clone();
	let wraps = deposit.wraps.clone();
	assert_eq!(kind(vault.add_wraps(patient, &manifest, &wraps).await), RefusalKind::WrongWrap);
	deposit.manifest.threshold = 1;
	assert_eq!(kind(vault.deposit(patient, &deposit).await), RefusalKind::NotOnChain);
	// Nothing was lost by any of it.
	let asking = asking(record, Purpose::PATRQT, None);
	care::read(&network.chain, patient, &asking).await.unwrap();
}

async fn bad_transactions_are_refused_with_a_cure(
	network: &Network,
	hospital: &Identity,
	patient: &Identity,
	subject: SubjectId,
	record: RecordId,
) {
	let chain = &network.chain;
	let plan = Network::plan(subject, patient);
	let issue = |plan: care::Plan| async move {
		care::issue(chain, hospital, &network.outbox(), &plan, &[document()]).await
	};
	let too_high = care::Plan { threshold: 4, ..plan.clone() };
	assert!(matches!(issue(too_high).await, Err(CareError::Seal(_))));
	// The sealer allows a threshold of one, the chain does not.
	let too_low = care::Plan { threshold: 1, ..plan.clone() };
	assert!(matches!(
		issue(too_low).await,
		Err(CareError::Chain(ChainError::Dispatch { error, .. })) if error == "BadThreshold"
	));
	let unknown =
		care::Plan { custodians: vec![InstitutionId(3), InstitutionId(99)], ..plan.clone() };
	assert!(matches!(issue(unknown).await, Err(CareError::Chain(ChainError::Invalid(_)))));
	assert!(network.outbox().waiting().unwrap().is_empty(), "nothing half written is left");
	let stranger = SubjectId([1; 16]);
	let no_subject = care::Plan { subject: stranger, ..plan };
	assert!(matches!(issue(no_subject).await, Err(CareError::NoSuchSubject(_))));

	let sealing = salus_client::chain::NewSealing {
		commitment: RecordCommitment::default(),
		manifest: Hash32::default(),
		custodians: Network::custodians(),
		threshold: 2,
	};
	let keep = (LawfulBasis::LegalObligation, 2036);
	let again = Call::issue(subject, record, None, keep, sealing.clone());
	assert!(matches!(
		chain.submit(hospital, again, Until::InBlock).await,
		Err(ChainError::Dispatch { error, cure, .. }) if error == "RecordExists" && !cure.is_empty()
	));
	let wrong_origin = Call::amend(record, sealing);
	assert!(matches!(
		chain.submit(patient, wrong_origin, Until::InBlock).await,
		Err(ChainError::Invalid(_))
	));
	let unknown = Call::revoke(subject, GrantId([1; 16]));
	assert!(matches!(
		chain.submit(patient, unknown, Until::InBlock).await,
		Err(ChainError::Invalid(text)) if text.contains("change nothing")
	));
	let garbage = chain.submit_raw(&[0x84, 1, 2, 3]).await;
	assert!(matches!(garbage, Err(ChainError::Invalid(_))), "{garbage:?}");
}

async fn a_vault_without_a_chain_serves_nobody(
	network: &mut Network,
	patient: &Identity,
	record: RecordId,
) {
	network.kill_node();
	assert_eq!(cut_off(network, patient, record).await, RefusalKind::CutOff);
	let absent = RecordId([7; 16]);
	assert_eq!(cut_off(network, patient, absent).await, RefusalKind::CutOff);
	network.restart_node().await;
	network.settle().await;
	let asking = asking(record, Purpose::PATRQT, None);
	care::read(&network.chain, patient, &asking).await.unwrap();
}

/// Three machines of one person send a right at once: each takes the same place.
async fn calls_of_one_account_wait_for_each_other(
	network: &Network,
	patient: &Identity,
	subject: SubjectId,
) {
	let purposes = [Purpose::HMARKT, Purpose::HRESCH, Purpose::HSYSADMIN];
	let calls = purposes.map(|purpose| Call::object(subject, Purposes::of(&[purpose])));
	let sent = calls.map(|call| network.chain.submit(patient, call, Until::InBlock));
	let sent = futures::future::try_join_all(sent).await.unwrap();
	let mut blocks: Vec<_> = sent.iter().map(|it| it.number).collect();
	blocks.sort_unstable();
	assert!(blocks[0] < blocks[1] && blocks[1] < blocks[2], "{blocks:?}");
}

async fn who_loses_the_chain_keeps_what_was_sealed(
	network: &mut Network,
	hospital: &Identity,
	patient: &Identity,
	subject: SubjectId,
) {
	let folder = tempfile::tempdir().unwrap();
	let outbox = |name: &str| Outbox::open(folder.path().join(name)).unwrap();
	let waiting = |name: &str| outbox(name).waiting().unwrap();
	let (chain, plan) = (network.chain.clone(), Network::plan(subject, patient));
	let kept = outbox("kept");
	let documents = [document()];
	let issue = care::issue(&chain, hospital, &kept, &plan, &documents);
	let lose = async {
		while waiting("kept").len() < Network::custodians().len() {
			tokio::time::sleep(Duration::from_millis(5)).await;
		}
		network.kill_node();
	};
	let (issued, ()) = futures::join!(issue, lose);
	assert!(matches!(issued, Err(CareError::Unsure(_))), "{issued:?}");
	assert_eq!(waiting("kept").len(), 3);

	network.restart_node().await;
	network.settle().await;
	// A version that can no longer get on chain is forgotten.
	for it in waiting("kept") {
		outbox("late").keep(it.custodian, 0, &it.deposit).unwrap();
	}
	care::deliver(&network.chain, hospital, &outbox("late"), None).await.unwrap();
	assert!(waiting("late").is_empty());
	let manifest = &waiting("kept")[0].deposit.manifest;
	let view = network.chain.record(manifest.record, At::Finalised).await.unwrap();
	let delivered = care::deliver(&network.chain, hospital, &kept, None).await;
	let left = waiting("kept").len();
	match view {
		// It did get into a block.
		Some(_) => assert!(delivered.is_ok() && left == 0, "{delivered:?}"),
		None => assert!(matches!(delivered, Err(CareError::NotDeposited { .. })) && left == 3),
	}
}

async fn erasure_survives_kill_nine(
	network: &mut Network,
	hospital: &Identity,
	patient: &Identity,
	record: RecordId,
) {
	let vault = care::vault_of(&network.chain, InstitutionId(3)).await.unwrap();
	let request = ReleaseRequest {
		version: None,
		purpose: Purpose::PATRQT,
		action: Action::Access,
		opening: None,
		key: patient.encryption.public().hash(),
	};
	let release = vault.release(patient, record, &request).await.unwrap();
	let case = case_id(record, &[9; 16]);
	let ask = Call::request_erasure(record, [9; 16], ErasureGround::ConsentWithdrawn);
	network.chain.submit(patient, ask, Until::InBlock).await.unwrap();
	network.chain.submit(hospital, Call::accept_erasure(case), Until::Final).await.unwrap();
	// Vault 0 is away for the whole time, vault 1 is killed again and again while it erases.
	network.kill_vault(0);
	for _ in 0..8 {
		tokio::time::sleep(Duration::from_millis(700)).await;
		network.kill_vault(1);
		network.start_vault(1).await;
	}
	erased(network, case, 1).await;
	assert!(network.chain.record(record, At::Finalised).await.unwrap().is_none());
	// Enough custodians erased: what vault 0 still holds opens nothing, and it erases when it is back.
	network.start_vault(0).await;
	erased(network, case, 0).await;
	for disk in (0..3).map(|which| network.disk(which)) {
		assert!(!on_disk(&disk, &release.wrap.sealed));
		let pieces = release.ciphertext.chunks_exact(64);
		assert!(pieces.take(16).all(|piece| !on_disk(&disk, piece)));
	}
	let asking = asking(record, Purpose::PATRQT, None);
	assert!(is_unavailable(care::read(&network.chain, patient, &asking).await));
}
