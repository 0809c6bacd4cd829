//! Every type that clients store or sign, as SCALE and JSON, and every digest, against one file that
//! other languages can read: `testdata/vectors/scale.json`. Run with `SALUS_WRITE_VECTORS=1` to write
//! the file anew; a line of it that changes breaks what is stored and signed out there.

use codec::Encode;
use salus_primitives::*;
use serde::Serialize;
use serde_json::{json, Value};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/vectors/scale.json");

const RECORD: RecordId = RecordId([0x11; 16]);
const SUBJECT: SubjectId = SubjectId([0x22; 16]);
const GRANT: GrantId = GrantId([0x33; 16]);
const CASE: CaseId = CaseId([0x44; 16]);
const FOLDER: FolderId = FolderId([0x55; 16]);
const HASH: Hash32 = Hash32([0x66; 32]);
const GENESIS: Hash32 = Hash32([0x77; 32]);
const SALT: Salt = [0x88; 64];
const SALT16: [u8; 16] = [0x99; 16];
const CUSTODIAN: InstitutionId = InstitutionId(3);
const KEY: PublicKey = PublicKey::X25519(HASH);

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The vectors, in the order of the file.
#[derive(Default)]
struct Vectors(Vec<Value>);

impl Vectors {
	fn value<T: Encode + Serialize>(&mut self, name: &str, value: T) {
		self.0.push(json!({ "type": name, "json": value, "scale": hex(&value.encode()) }));
	}

	fn values<T: Encode + Serialize>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
		values.into_iter().for_each(|value| self.value(name, value));
	}

	fn digest(&mut self, name: &str, digest: impl AsRef<[u8]>) {
		self.0.push(json!({ "digest": name, "hex": hex(digest.as_ref()) }));
	}
}

fn terms<S>(scope: S) -> Terms<S> {
	Terms {
		grantee: InstitutionId(2),
		scope,
		purposes: Purposes::of(&[Purpose::TREAT, Purpose::HPAYMT]),
		actions: Actions::of(&[Action::Access, Action::Use]),
		from: 1_000,
		until: 2_000,
		basis: LawfulBasis::Consent,
		obligations: Obligations { erase_by: Some(3_000), reads: Some(5) },
	}
}

fn receipt() -> Receipt {
	Receipt {
		case: CASE,
		record: RECORD,
		version: 2,
		epoch: 1,
		custodian: CUSTODIAN,
		steps: ErasureSteps::ALL,
		backups_gone_by: 9_000,
		time: 8_000,
	}
}

fn served() -> Served {
	Served { record: RECORD, version: 2, epoch: 1, custodian: CUSTODIAN, time: 8_000 }
}

fn manifest() -> Manifest {
	Manifest {
		genesis: GENESIS,
		record: RECORD,
		version: 2,
		epoch: 1,
		commitment: RecordCommitment(HASH),
		suite: Suite::X25519,
		threshold: 2,
		shares: (1..=3)
			.map(|index| Share { holder: InstitutionId(2 + u32::from(index)), index, hash: HASH })
			.collect(),
		dek_hash: HASH,
		ciphertext_hash: HASH,
	}
}

fn codes(all: &mut Vectors) {
	use HoldBasis::*;
	all.values("Purpose", PURPOSES);
	all.values("Role", ROLES);
	all.values(
		"Action",
		[Action::Collect, Action::Access, Action::Use, Action::Disclose, Action::Correct],
	);
	all.values(
		"LawfulBasis",
		[
			LawfulBasis::Consent,
			LawfulBasis::Contract,
			LawfulBasis::LegalObligation,
			LawfulBasis::VitalInterests,
			LawfulBasis::PublicTask,
			LawfulBasis::LegitimateInterests,
		],
	);
	all.values(
		"ErasureGround",
		[
			ErasureGround::NoLongerNecessary,
			ErasureGround::ConsentWithdrawn,
			ErasureGround::Objection,
			ErasureGround::UnlawfulProcessing,
			ErasureGround::LegalObligationToErase,
			ErasureGround::ChildInformationSociety,
			ErasureGround::RetentionExpired,
		],
	);
	all.values(
		"RefusalGround",
		[
			RefusalGround::Expression,
			RefusalGround::LegalObligation,
			RefusalGround::PublicHealth,
			RefusalGround::ArchivingResearch,
			RefusalGround::LegalClaims,
			RefusalGround::ManifestlyUnfounded,
			RefusalGround::IdentityNotVerified,
			RefusalGround::NotProvidedByLaw,
		],
	);
	all.values(
		"RectificationRefusal",
		[
			RectificationRefusal::Accurate,
			RectificationRefusal::NotTheOriginator,
			RectificationRefusal::NotOpenToInspection,
			RectificationRefusal::ManifestlyUnfounded,
			RectificationRefusal::IdentityNotVerified,
		],
	);
	all.values("HoldBasis", [LegalClaims, Investigation, PublicHealth, ProductSafety]);
	all.values(
		"UnableReason",
		[UnableReason::OutOfOrder, UnableReason::MediumOutOfReach, UnableReason::ForbiddenByLaw],
	);
	all.values("Jurisdiction", [Jurisdiction::Eu, Jurisdiction::Us]);
	all.values("Quorum", [Quorum::Any, Quorum::All]);
	all.values("Suite", [Suite::X25519]);
}

fn records(all: &mut Vectors) {
	all.value("RecordId", RECORD);
	all.value("InstitutionId", CUSTODIAN);
	all.value("PublicKey", KEY);
	all.value("KeyRef", KEY.reference(7));
	all.value("GuardianScope", GuardianScope::ALL);
	all.value("Roles", Roles::of(&[Role::Provider, Role::Custodian]));
	all.value("Terms", terms(Scope::Everything { future: true }));
	all.value("Terms", terms(Scope::Folder { folder: FOLDER, future: false }));
	all.value("Terms", terms(Scope::Records(vec![RECORD])));
	all.value("TermsOnChain", TermsOnChain::Sealed(TermsCommitment(HASH)));
	all.value("TermsOnChain", TermsOnChain::Open(terms(OpenScope::Everything { future: true })));
	let folder = OpenScope::Folder { folder: FOLDER, future: false };
	all.value("TermsOnChain", TermsOnChain::Open(terms(folder)));
	all.value("NoticeCounts", NoticeCounts { sent: 3, acknowledged: 2, unreachable: 1 });
	all.value("Served", served());
	all.value("Manifest", manifest());
	policies(all);
	let query = |requester, opening| Query {
		requester,
		record: RECORD,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening,
		now: 1_500,
	};
	all.value("Query", query(Requester::Account(HASH), None));
	let opening =
		Opening { grant: GRANT, terms: terms(Scope::Everything { future: true }), salt: SALT };
	all.value("Query", query(Requester::Institution(CUSTODIAN), Some(opening)));
	all.values(
		"Verdict",
		[
			Ground::Subject,
			Ground::Issuer,
			Ground::Grant(GRANT),
			Ground::Guardian,
			Ground::Hold,
			Ground::Emergency,
		]
		.map(Verdict::Allowed),
	);
	all.values(
		"Verdict",
		[
			Reason::Unavailable,
			Reason::NotInGoodStanding,
			Reason::Restricted,
			Reason::Revoked,
			Reason::OutsideWindow,
			Reason::TermsDoNotMatch,
			Reason::NotCovered,
			Reason::NeedsNewConsent,
			Reason::Objected,
			Reason::OptedOut,
			Reason::Declined,
			Reason::PurposeNotAllowed,
		]
		.map(Verdict::Denied),
	);
}

fn policies(all: &mut Vectors) {
	let asks = Policy {
		version: 2,
		reconsent: Some(Reconsent {
			before: 2,
			widened: Purposes::of(&[Purpose::HRESCH]),
			from: 9_000,
		}),
		..Policy::default()
	};
	let languages =
		|codes: &[[u8; 2]]| Languages::try_from(codes.to_vec()).expect("they are distinct codes");
	all.value("Policy", Policy::default());
	all.value("Policy", asks);
	all.value("Bounds", Bounds::default());
	all.values("OffenceMeasure", MEASURES);
	all.value("Languages", languages(&[*b"de", *b"en"]));
	all.value(
		"Adoption",
		Adoption { policy: asks, in_force: 8_000, languages: languages(&[*b"en"]) },
	);
	all.value(
		"Restriction",
		Restriction {
			purposes: Purposes::of(&[Purpose::HMARKT]),
			suites: Suites::ALL,
			until: 9_000,
		},
	);
	all.value("Documents", Documents { text: HASH, assessment: Some(GENESIS) });
	all.value("Documents", Documents { text: HASH, assessment: None });
}

fn digests(all: &mut Vectors) {
	let key = KEY.reference(7);
	all.digest("tagged_hash salus/test [01] [0203]", tagged_hash("salus/test", &[&[1], &[2, 3]]));
	let leaf = leaf_hash(&[0x88; LEAF_SALT], "/name", LeafKind::String, b"Mori");
	all.digest("leaf_hash 88… /name String Mori", leaf);
	all.digest("node_hash of two of it", node_hash(&leaf, &leaf));
	all.digest("record commitment", RecordCommitment::new(&SALT, RECORD, 2, &HASH).0);
	let scope = Scope::Everything { future: true };
	all.digest("terms commitment", TermsCommitment::new(&SALT, GRANT, &terms(scope)).0);
	all.digest("enrolment_digest", enrolment_digest(&GENESIS, CUSTODIAN, SUBJECT, &key, 5_000));
	all.digest("account_digest", account_digest(&GENESIS, SUBJECT, &key, 5_000));
	all.digest("receipt_digest", receipt_digest(&GENESIS, &receipt()));
	all.digest("served_digest", served_digest(&GENESIS, &served()));
	all.digest("tombstone_hash", tombstone_hash(&GENESIS, RECORD));
	all.digest("case_id", case_id(RECORD, &SALT16));
	all.digest("rectification_id", rectification_id(RECORD, &SALT16));
	all.digest("manifest hash", manifest().hash());
	all.digest("manifest core hash", manifest().core_hash());
	all.digest("context", Manifest::context(&GENESIS, RECORD, 2, 1));
	all.digest("key hash", KEY.hash());
	all.digest("SCALE of the receipt", receipt().encode());
}

#[test]
fn what_clients_store_and_sign_never_changes() {
	let mut all = Vectors::default();
	codes(&mut all);
	records(&mut all);
	digests(&mut all);
	if std::env::var_os("SALUS_WRITE_VECTORS").is_some() {
		let lines: Vec<_> = all.0.iter().map(Value::to_string).collect();
		std::fs::write(FILE, format!("[\n{}\n]\n", lines.join(",\n")))
			.expect("the file is written");
	}
	let file = std::fs::read_to_string(FILE).expect("the file of vectors is there");
	let frozen: Vec<Value> = serde_json::from_str(&file).expect("it is a JSON list");
	assert_eq!(frozen.len(), all.0.len());
	for (frozen, now) in frozen.iter().zip(&all.0) {
		assert_eq!(frozen, now);
	}
}
