//! JSON-RPC and metrics over HTTP: a request for each question, because nodes come and go.

use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	io::{Read, Write},
	net::{SocketAddr, TcpStream},
	time::Duration,
};

/// Longer than any answer takes.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Asks a node once.
///
/// # Errors
/// When nobody answers, or the answer is an error.
pub fn ask(node: SocketAddr, method: &str, params: &Value) -> Result<Value> {
	let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
	let request = format!(
		"POST / HTTP/1.1\r\nHost: {node}\r\nContent-Type: application/json\r\n\
		 Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
		body.len()
	);
	let body = body_of(node, &request)?;
	let mut answer: Value =
		serde_json::from_str(&body).with_context(|| format!("not JSON: {body}"))?;
	if let Some(error) = answer.get("error") {
		bail!("{method}: {error}");
	}
	ensure!(answer.get("result").is_some(), "{method}: neither result nor error");
	Ok(answer["result"].take())
}

/// A counter or gauge that a node offers to Prometheus.
///
/// # Errors
/// When nobody answers, or there is none of this name.
pub fn metric(node: SocketAddr, name: &str) -> Result<f64> {
	let request = format!("GET /metrics HTTP/1.1\r\nHost: {node}\r\nConnection: close\r\n\r\n");
	let text = body_of(node, &request)?;
	let is_named = |line: &&str| {
		line.strip_prefix(name).is_some_and(|rest| rest.starts_with('{') || rest.starts_with(' '))
	};
	let line = text.lines().find(is_named).with_context(|| format!("no metric {name}"))?;
	let (_, value) = line.rsplit_once(' ').context("a value")?;
	Ok(value.parse()?)
}

fn body_of(node: SocketAddr, request: &str) -> Result<String> {
	let mut stream = TcpStream::connect_timeout(&node, TIMEOUT)?;
	stream.set_read_timeout(Some(TIMEOUT))?;
	stream.write_all(request.as_bytes())?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer)?;
	let (_, body) = answer.split_once("\r\n\r\n").context("no answer")?;
	Ok(body.into())
}

/// A number as nodes write it.
///
/// # Errors
/// When it is none.
pub fn number(value: &Value) -> Result<u32> {
	let text = value.as_str().context("a number in hexadecimal")?;
	Ok(u32::from_str_radix(text.trim_start_matches("0x"), 16)?)
}
