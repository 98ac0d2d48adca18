/** What lies in a package and how it is checked, for whoever opens it years later. */
export const readme = (number: string): string => `审批归档包 ${number}

approval.pdf      审批单（PDF/A-2b，含全部意见）
data.json         表单各版本内容、流程定义、状态、人名
opinions.json     各步意见：谁、何时、所见内容摘要、签名
metadata.json     元数据
events.ndjson     全部事件，以及发生当时封存的证据（含盐值）
chain.ndjson      公司证据链中的相应环节和覆盖它们的签名
attachments/      附件
manifest.json     以上每个文件的 SHA-256；signature.json 是公司密钥对它的签名
public-key.pem    公司公钥（请与另外得到的公钥比对）

核验（不需要服务器）：npm run guiju -- verify approval 文件.zip --public-key 公钥.pem
格式说明：规矩手册《审批归档》

Approval package ${number}

approval.pdf      the printed form (PDF/A-2b) with every opinion
data.json         contents of the form by version, flow, state, names
opinions.json     opinions: who, when, digest of what was seen, signature
metadata.json     metadata
events.ndjson     every event, with the evidence that was sealed when it happened (and its salt)
chain.ndjson      the links of the company's chain that hold them, and the signatures that cover those
attachments/      attachments
manifest.json     SHA-256 of every file above; signature.json: the company's signature over it
public-key.pem    the company's public key (compare it with one that you have from elsewhere)

To check it, without a server: npm run guiju -- verify approval FILE.zip --public-key KEY.pem
`;
