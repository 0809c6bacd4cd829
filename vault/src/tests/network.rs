//! A clinic, a second one, a patient, three custodians and their vaults.

use super::{
	ledger::{open_case, Memory, GENESIS},
	server::Server,
};
use crate::{start, vault::Vault, Running, Settings, StartError};
use salus_client::{
	document::Document,
	identity::Identity,
	seal::{seal, Sealed, SealingContext},
	vault::{now, Deposit, VaultClient},
};
use salus_primitives::{
	CaseId, GuardianScope, GuardianView, Hash32, InstitutionId, InstitutionView, Jurisdiction,
	LawfulBasis, PublicKey, Quorum, RecordId, RecordView, Role, Roles, SealingView, SubjectId,
	SubjectView,
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;

pub const CLINIC: InstitutionId = InstitutionId(1);
pub const OTHER_CLINIC: InstitutionId = InstitutionId(2);
pub const DESK: InstitutionId = InstitutionId(3);
pub const CUSTODIANS: [InstitutionId; 3] =
	[InstitutionId(11), InstitutionId(12), InstitutionId(13)];
pub const SUBJECT: SubjectId = SubjectId([5; 16]);
pub const RECORD: RecordId = RecordId([7; 16]);
pub const CASE: CaseId = CaseId([8; 16]);
pub const TEXT: &str = "penicillin allergy of the severest kind";

pub struct Network {
	pub ledger: Arc<Memory>,
	pub clinic: Identity,
	pub other_clinic: Identity,
	pub patient: Identity,
	/// An emergency desk, on chain once it is admitted.
	pub desk: Identity,
	/// A guardian, on chain once it is appointed.
	pub guardian: Identity,
	/// A data folder per custodian.
	pub folders: Vec<TempDir>,
}

/// A document that was sealed.
pub struct Issued {
	pub document: Document,
	pub sealed: Sealed,
}

fn institution(id: InstitutionId, role: Role, by: &Identity) -> InstitutionView {
	InstitutionView {
		id,
		account: by.account(),
		roles: Roles::default().with(role),
		in_good_standing: true,
		accredited_until: u64::MAX,
		suspended: false,
		suspended_until: None,
		control_group: id.0,
		country: *b"DE",
		jurisdiction: Jurisdiction::Eu,
		bond: 0,
		key: Some((0, by.encryption.public())),
		receipt_key: None,
		endpoint: None,
	}
}

pub fn custodian_account(id: InstitutionId) -> Identity {
	Identity::from_uri(&format!("//Custodian{id}")).unwrap()
}

pub fn receipt_key(id: InstitutionId) -> Identity {
	Identity::from_uri(&format!("//Custodian{id}//stash")).unwrap()
}

impl Network {
	pub fn new() -> Self {
		let ledger = Arc::new(Memory::default());
		let clinic = Identity::from_uri("//Clinic").unwrap();
		let other_clinic = Identity::from_uri("//OtherClinic").unwrap();
		let patient = Identity::from_uri("//Patient").unwrap();
		let desk = Identity::from_uri("//Desk").unwrap();
		let guardian = Identity::from_uri("//Guardian").unwrap();
		ledger.both(|world| {
			world.moment = now();
			let mut add = |it: InstitutionView| drop(world.institutions.insert(it.id, it));
			add(institution(CLINIC, Role::Provider, &clinic));
			add(institution(OTHER_CLINIC, Role::Provider, &other_clinic));
			for id in CUSTODIANS {
				let view = institution(id, Role::Custodian, &custodian_account(id));
				add(InstitutionView { receipt_key: Some(receipt_key(id).account()), ..view });
			}
			let key = patient.encryption.public().reference(0);
			let (account, provider) = (patient.account(), CLINIC);
			let subject = SubjectView {
				id: SUBJECT,
				account,
				provider,
				key,
				allowance: 1,
				quorum: Quorum::Any,
				guardians: Vec::new(),
				recovery_due: None,
			};
			world.subjects.insert(SUBJECT, subject);
		});
		let folders = CUSTODIANS.map(|_| tempfile::tempdir().unwrap()).into();
		Self { ledger, clinic, other_clinic, patient, desk, guardian, folders }
	}

	/// A network with a record on chain, sealed for patient and clinic.
	pub fn with_record() -> (Self, Issued) {
		let network = Self::new();
		let issued = network.issue(RECORD, 1);
		(network, issued)
	}

	/// Seals a version and puts it on chain.
	pub fn issue(&self, record: RecordId, version: u32) -> Issued {
		self.issue_to(record, version, &[])
	}

	/// The same with further recipients.
	pub fn issue_to(&self, record: RecordId, version: u32, also: &[PublicKey]) -> Issued {
		let text = format!(r#"{{"resourceType":"AllergyIntolerance","text":"{TEXT}"}}"#);
		let document = Document::from_json(text.as_bytes()).unwrap();
		let context = SealingContext { genesis: GENESIS, record, version, epoch: 1 };
		let mut keys = vec![self.patient.encryption.public(), self.clinic.encryption.public()];
		keys.extend(also);
		let sealed = seal(&document, context, &CUSTODIANS, 2, &keys).unwrap();
		let current = SealingView {
			version,
			epoch: 1,
			commitment: sealed.manifest.commitment,
			manifest: sealed.manifest.hash(),
			custodians: CUSTODIANS.into(),
			threshold: 2,
			sealed: now(),
		};
		self.ledger.both(|world| {
			let superseded = world.records.remove(&record).map_or(Vec::new(), |before| {
				before.superseded.into_iter().chain([before.current]).collect()
			});
			let view = RecordView {
				id: record,
				subject: SUBJECT,
				issuer: CLINIC,
				folder: None,
				issued: now(),
				restricted_by: None,
				current: current.clone(),
				superseded,
				pending: None,
				keep_basis: LawfulBasis::LegalObligation,
				keep_until_year: 2036,
				declined: false,
				attested_by: Vec::new(),
				holds: Vec::new(),
				rectification: None,
			};
			world.records.insert(record, view);
		});
		Issued { document, sealed }
	}

	/// Admits the emergency desk.
	pub fn admit_desk(&self) {
		self.ledger.both(|world| {
			world.institutions.insert(DESK, institution(DESK, Role::EmergencyDesk, &self.desk));
		});
	}

	/// A network with a desk and a record that is sealed for it too.
	pub fn with_desk() -> (Self, Issued) {
		let network = Self::new();
		network.admit_desk();
		let issued = network.issue_to(RECORD, 1, &[network.desk.encryption.public()]);
		(network, issued)
	}

	/// Lets the guardian view until then.
	pub fn appoint(&self, until: u64) {
		let account = self.guardian.account();
		let scope = GuardianScope::VIEW;
		let guardian = GuardianView { account, scope, until, appointed: true, suspended: false };
		self.ledger.both(|world| {
			world.subjects.get_mut(&SUBJECT).unwrap().guardians = vec![guardian.clone()];
		});
	}

	pub fn folder(&self, custodian: usize) -> PathBuf {
		self.folders[custodian].path().join("data")
	}

	pub fn settings(&self, custodian: usize) -> Settings {
		Settings {
			data: self.folder(custodian),
			listen: Some(([127, 0, 0, 1], 0).into()),
			backups_gone_after: 5_000,
			patience: Duration::from_millis(50),
		}
	}

	pub async fn try_start(&self, custodian: usize) -> Result<Running, StartError> {
		let id = CUSTODIANS[custodian];
		let account = custodian_account(id).account();
		start(self.settings(custodian), self.ledger.clone(), account, receipt_key(id)).await
	}

	pub async fn start(&self, custodian: usize) -> Server {
		let running = self.try_start(custodian).await.unwrap();
		let mut view = institution(running.institution, Role::Custodian, &self.clinic);
		view.receipt_key = Some(receipt_key(running.institution).account());
		view.endpoint = Some(format!("http://{}", running.address));
		Server { client: VaultClient::new(&view, GENESIS).unwrap(), view, running }
	}

	/// One vault with its part of the record.
	pub async fn start_with(&self, issued: &Issued) -> Server {
		let server = self.start(0).await;
		server.client.deposit(&self.clinic, &issued.deposit(0)).await.unwrap();
		server
	}

	/// A vault without a server and without an eraser.
	pub fn open(&self, custodian: usize) -> Arc<Vault> {
		let (folder, id) = (self.folder(custodian), CUSTODIANS[custodian]);
		let store = crate::store::Store::open(&folder, &GENESIS, id).unwrap();
		let blobs = crate::store::Blobs::open(&folder).unwrap();
		let about = (GENESIS, id);
		Arc::new(Vault::new(self.ledger.clone(), about, receipt_key(id), 5_000, store, blobs))
	}

	/// Opens a case against the record that is due now.
	pub fn order_erasure(&self) {
		self.ledger.both(|world| open_case(world, world.moment));
	}

	pub fn grant(&self, to: InstitutionId) {
		self.ledger.both(|world| world.granted.extend([(to, RECORD)]));
	}
}

impl Issued {
	pub fn deposit(&self, custodian: usize) -> Deposit {
		let index = custodian as u8 + 1;
		Deposit {
			manifest: self.sealed.manifest.clone(),
			wraps: self.sealed.wraps.iter().filter(|it| it.index == index).cloned().collect(),
			ciphertext: self.sealed.ciphertext.clone(),
		}
	}

	/// What no file may hold after an erasure: text, salt, wraps, ciphertext.
	pub fn traces(&self, custodian: usize) -> Vec<Vec<u8>> {
		let mut traces = vec![
			TEXT.into(),
			self.document.encode()[..64].into(),
			self.sealed.ciphertext[..64].into(),
		];
		for wrap in self.deposit(custodian).wraps {
			traces.push(wrap.sealed);
			traces.push(wrap.encapsulated.into());
		}
		traces
	}
}

/// Waits until something is so, for at most ten seconds.
pub async fn until(what: impl Fn() -> bool) {
	for _ in 0..200 {
		if what() {
			return;
		}
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	panic!("waited too long");
}

/// A hash of nothing in particular.
pub fn any_hash() -> Hash32 {
	Hash32([0xee; 32])
}
