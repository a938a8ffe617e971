# ruff: noqa: E501 - titles are as long as they are
"""Pairs of this field that duplicate detection gets wrong most easily, with real titles."""

from __future__ import annotations

import msgspec
import pytest

from mlsysbib.matching import Reference, Verdict, compare, find_duplicates
from mlsysbib.matching.kinds import WorkKind
from mlsysbib.matching.records import Record
from raw_references import reader


def ref(title: str, authors: str = "", venue: str = "", year: int = 0, **more: str) -> Record:
    names = (authors,) if authors else ()
    return Record(id="", title=title, authors=names, venue=venue, year=str(year or ""), **more)


ZERO = ref(
    "ZeRO: Memory Optimizations Toward Training Trillion Parameter Models",
    "Rajbhandari, Samyam and Rasley, Jeff and Ruwase, Olatunji and He, Yuxiong", "SC", 2020,
)  # fmt: skip
FLASH = ref(
    "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
    "Dao, Tri and Fu, Daniel Y. and Ermon, Stefano and Rudra, Atri and Ré, Christopher",
    "NeurIPS", 2022,
)  # fmt: skip
VLLM = ref(
    "Efficient Memory Management for Large Language Model Serving with PagedAttention",
    "Kwon, Woosuk and Li, Zhuohan and Zhuang, Siyuan and Sheng, Ying and Zheng, Lianmin",
    "SOSP", 2023, doi="10.1145/3600006.3613165", pages="611-626",
)  # fmt: skip
ALPA = ref(
    "Alpa: Automating Inter- and Intra-Operator Parallelism for Distributed Deep Learning",
    "Zheng, Lianmin and Li, Zhuohan and Zhang, Hao and Zhuang, Yonghao", "OSDI", 2022,
)  # fmt: skip
PIPEDREAM = ref(
    "PipeDream: Generalized Pipeline Parallelism for DNN Training",
    "Narayanan, Deepak and Harlap, Aaron and Phanishayee, Amar and Seshadri, Vivek and "
    "Devanur, Nikhil R. and Ganger, Gregory R. and Gibbons, Phillip B. and Zaharia, Matei",
    "SOSP", 2019,
)  # fmt: skip

SAME = [
    (VLLM, ref(
        "Efficient memory management for large language model serving with pagedattention",
        "W. Kwon; Z. Li; S. Zhuang; Y. Sheng; L. Zheng",
        "Proceedings of the 29th Symposium on Operating Systems Principles", 2023,
    )),
    (VLLM, ref(VLLM.title, VLLM.authors[0], "SOSP '23", 2023, pages="611--626")),
    (VLLM, ref("{Efficient Memory Management for Large Language Model Serving with PagedAttention}",
        "Kwon, Woosuk and others", "SOSP", 2023)),
    (ref("Gavel: Heterogeneity-Aware Cluster Scheduling Policies for Deep Learning Workloads", "",
        "OSDI '20", 2020),
     ref("Heterogeneity-Aware Cluster Scheduling Policies for Deep Learning Workloads", "",
        "OSDI20", 2020)),
    (ref("Orca: A Distributed Serving System for Transformer-Based Generative Models", "", "OSDI", 2022),
     ref("ORCA: A Distributed Serving System for {Transformer-Based} Generative Models",
        "Yu, Gyeong-In and Jeong, Joo Seong", "16th USENIX Symposium on Operating Systems Design and "
        "Implementation (OSDI 22)", 2022)),
    (ref("TOPOOPT: Optimizing the Network Topology for Distributed DNN Training", "", "NSDI '23", 2023),
     ref("TopoOpt: Co-optimizing Network Topology and Parallelization Strategy for Distributed "
        "Training Jobs", "", "NSDI23", 2023)),
    (ref("Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism",
        "", "arXiv '19", 2019),
     ref("Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism",
        "Shoeybi, Mohammad", "arxiv'20", 2020)),
    (ref("Tux²: Distributed Graph Computation for Machine Learning", "Xiao, Wencong", "NSDI", 2017),
     ref("Tux$^2$: Distributed Graph Computation for Machine Learning", "W. Xiao", "NSDI", 2017)),
    (ref("The Llama 3 Herd of Models", "Grattafiori, Aaron and Dubey, Abhimanyu", "arXiv", 2024,
        arxiv="2407.21783"),
     ref("The Llama 3 Herd of Models", "Dubey, Abhimanyu and others", "CoRR", 2024,
        volume="abs/2407.21783")),
]  # fmt: skip

VERSIONS = [
    (VLLM, ref(VLLM.title, VLLM.authors[0], "arXiv preprint arXiv:2309.06180", 2023)),
    (ZERO, ref("ZeRO: Memory Optimizations Toward Training Trillion Parameter Models", "", "arxiv20", 2020)),
    (ref("Egeria: Efficient DNN Training with Knowledge-Guided Layer Freezing", "", "EuroSys23", 2023),
     ref("Efficient DNN Training with Knowledge-Guided Layer Freezing", "", "arXiv '22", 2022)),
    (ref("BagPipe: Accelerating Deep Recommendation Model Training", "", "arXiv '22", 2022),
     ref("Bagpipe: Accelerating Deep Recommendation Model Training", "", "SOSP23", 2023)),
    (ref("GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers",
        "Frantar, Elias and Ashkboos, Saleh and Hoefler, Torsten and Alistarh, Dan", "arXiv", 2022),
     ref("OPTQ: Accurate Quantization for Generative Pre-trained Transformers",
        "Frantar, Elias and Ashkboos, Saleh and Hoefler, Torsten and Alistarh, Dan", "ICLR", 2023)),
    (ref("CacheGen: Fast Context Loading for Language Model Applications",
        "Liu, Yuhan and Li, Hanchen and Cheng, Yihua and Ray, Siddhant and Huang, Yuyang",
        "arXiv", 2023),
     ref("CacheGen: KV Cache Compression and Streaming for Fast Large Language Model Serving",
        "Liu, Yuhan and Li, Hanchen and Cheng, Yihua and Ray, Siddhant and Huang, Yuyang",
        "SIGCOMM", 2024)),
    (ref("Efficiently Programming Large Language Models using SGLang",
        "Zheng, Lianmin and Yin, Liangsheng and Xie, Zhiqiang and Huang, Jeff", "arXiv", 2023),
     ref("SGLang: Efficient Execution of Structured Language Model Programs",
        "Zheng, Lianmin and Yin, Liangsheng and Xie, Zhiqiang and Huang, Jeff", "NeurIPS", 2024)),
    (ref("A Case for Fractured Mirrors", "Ramamurthy, Ravishankar and DeWitt, David J. and Su, Qi",
        "VLDB", 2002),
     ref("A case for fractured mirrors", "R. Ramamurthy; D. J. DeWitt; Q. Su",
        "The VLDB Journal", 2003)),
    (ref("TicTac: Accelerating Distributed Deep Learning with Communication Scheduling",
        "Hashemi, Sayed Hadi and Jyothi, Sangeetha Abdu and Campbell, Roy H.", "MLSys", 2019),
     ref("TicTac: Accelerating Distributed Deep Learning with Communication Scheduling",
        "Hashemi, S. H. and Jyothi, S. A. and Campbell, R. H.", "NIPS '18 workshop", 2018)),
    (ref("Pollux: Co-adaptive Cluster Scheduling for Goodput-Optimized Deep Learning",
        "Qiao, Aurick and Choe, Sang Keun and Subramanya, Suhas Jayaram", "OSDI", 2021),
     ref("Pollux: Co-adaptive Cluster Scheduling for Goodput-Optimized Deep Learning",
        "Qiao, Aurick and Choe, Sang Keun and Subramanya, Suhas Jayaram", "", 2020,
        arxiv="2008.12260")),
    (ref("LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale",
        "Dettmers, Tim and Lewis, Mike and Belkada, Younes and Zettlemoyer, Luke", "arXiv", 2022),
     ref("GPT3.int8(): 8-bit Matrix Multiplication for Transformers at Scale",
        "Dettmers, Tim and Lewis, Mike and Belkada, Younes and Zettlemoyer, Luke", "NeurIPS", 2022)),
    (ref("Parity Models: A General Framework for Coding-Based Resilience in ML Inference",
        "Kosaian, Jack and Rashmi, K. V. and Venkataraman, Shivaram", "arXiv", 2019),
     ref("Parity Models: Erasure-Coded Resilience for Prediction Serving Systems",
        "Kosaian, Jack and Rashmi, K. V. and Venkataraman, Shivaram", "SOSP", 2019)),
    (ref("PipeDream: Fast and Efficient Pipeline Parallel DNN Training",
        "Harlap, Aaron and Narayanan, Deepak and Phanishayee, Amar and Seshadri, Vivek and "
        "Devanur, Nikhil and Ganger, Greg and Gibbons, Phil", "arXiv", 2018), PIPEDREAM),
    (ref("Adam: A Method for Stochastic Optimization", "Kingma, Diederik P. and Ba, Jimmy", "ICLR",
        2015),
     ref("Adam: A Method for Stochastic Optimization", "Kingma, D. P. and Ba, J.",
        "arXiv preprint arXiv:1412.6980", 2014)),
]  # fmt: skip

POSSIBLE = [
    # Only knowledge tells: the title was changed as a whole.
    (ref("A Unified Architecture for Accelerating Distributed DNN Training in Heterogeneous "
        "GPU/CPU Clusters", "", "OSDI20", 2020, system="BytePS"),
     ref("BytePS: A High Performance and Generic Framework for Distributed DNN Training", "",
        "OSDI '20", 2020)),
    # A title alone never suffices.
    (ref("On the Utility of Gradient Compression in Distributed Training Systems"),
     ref("On the utility of gradient compression in distributed training systems", "", "MLSys '22",
        2022)),
    (ref("FP6-LLM: Efficiently Serving Large Language Models Through FP6-Centric Algorithm-System "
        "Co-Design", "Xia, Haojun and Zheng, Zhen and Wu, Xiaoxia and Chen, Shiyang", "arXiv", 2024),
     ref("Quant-LLM: Accelerating the Serving of Large Language Models via FP6-Centric "
        "Algorithm-System Co-Design on Modern GPUs",
        "Xia, Haojun and Zheng, Zhen and Wu, Xiaoxia and Chen, Shiyang", "ATC", 2024)),
    (ref("Aryl: An Elastic Cluster Scheduler for Deep Learning",
        "Li, Jiamin and Xu, Hong and Zhu, Yibo and Wang, Cong", "arXiv", 2022),
     ref("Lyra: Elastic Scheduling for Deep Learning Clusters",
        "Li, Jiamin and Xu, Hong and Zhu, Yibo and Wang, Cong", "EuroSys", 2023)),
    (ref("Horus: An Interference-Aware Resource Manager for Deep Learning Systems",
        "Yeung, Gingfung and Borowiec, Damian and Yang, Renyu and Garraghan, Peter", "ICA3PP", 2020),
     ref("Horus: Interference-Aware and Prediction-Based Scheduling in Deep Learning Systems",
        "Yeung, Gingfung and Borowiec, Damian and Yang, Renyu and Garraghan, Peter",
        "IEEE Transactions on Parallel and Distributed Systems", 2022)),
]  # fmt: skip

DIFFERENT = [
    (ref("Petals: Collaborative Inference and Fine-tuning of Large Models",
        "Borzunov, Alexander and Baranchuk, Dmitry and Dettmers, Tim", "ACL demo", 2023),
     ref("Distributed Inference and Fine-tuning of Large Language Models Over The Internet",
        "Borzunov, Alexander and Ryabinin, Max and Chumachenko, Artem", "NeurIPS", 2023)),
    (ref("Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism",
        "Shoeybi, Mohammad and Patwary, Mostofa and Puri, Raul and LeGresley, Patrick", "arXiv", 2019),
     ref("Efficient Large-Scale Language Model Training on GPU Clusters Using Megatron-LM",
        "Narayanan, Deepak and Shoeybi, Mohammad and Casper, Jared and LeGresley, Patrick", "SC",
        2021)),
    (ZERO, ref("ZeRO-Offload: Democratizing Billion-Scale Model Training",
        "Ren, Jie and Rajbhandari, Samyam and Aminabadi, Reza Yazdani and Ruwase, Olatunji",
        "ATC", 2021)),
    (ZERO, ref("ZeRO-Infinity: Breaking the GPU Memory Wall for Extreme Scale Deep Learning",
        "Rajbhandari, Samyam and Ruwase, Olatunji and Rasley, Jeff and He, Yuxiong", "SC", 2021)),
    (ZERO, ref("ZeRO++: Extremely Efficient Collective Communication for Giant Model Training",
        "Wang, Guanhua and Qin, Heyang and Rajbhandari, Samyam and He, Yuxiong", "arXiv", 2023)),
    (FLASH, ref("FlashAttention-2: Faster Attention with Better Parallelism and Work Partitioning",
        "Dao, Tri", "ICLR", 2024)),
    (FLASH, ref("FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        "Shah, Jay and Bikshandi, Ganesh and Dao, Tri", "NeurIPS", 2024)),
    (ALPA, ref("AlpaServe: Statistical Multiplexing with Model Parallelism for Deep Learning Serving",
        "Li, Zhuohan and Zheng, Lianmin and Zhong, Yinmin and Zhang, Hao", "OSDI", 2023)),
    (PIPEDREAM, ref("Memory-Efficient Pipeline-Parallel DNN Training",
        "Narayanan, Deepak and Phanishayee, Amar and Shi, Kaiyu and Chen, Xie and Zaharia, Matei",
        "ICML", 2021)),
    (PIPEDREAM, ref("PipeMare: Asynchronous Pipeline Parallel DNN Training",
        "Yang, Bowen and Zhang, Jian and Li, Jonathan and Ré, Christopher", "MLSys", 2021)),
    (ref("Optimus: An Efficient Dynamic Resource Scheduler for Deep Learning Clusters", "", "EuroSys", 2018),
     ref("Optimus-CC: Efficient Large NLP Model Training with 3D Parallelism Aware Communication "
        "Compression", "", "ASPLOS", 2023)),
    (ref("LLaMA: Open and Efficient Foundation Language Models", "Touvron, Hugo and Lavril, Thibaut",
        "arXiv", 2023),
     ref("Llama 2: Open Foundation and Fine-Tuned Chat Models", "Touvron, Hugo and Martin, Louis",
        "arXiv", 2023)),
    (ref("Themis: Fair and Efficient GPU Cluster Scheduling", "Mahajan, Kshiteej", "NSDI", 2020),
     ref("Themis: A Network Bandwidth-Aware Collective Scheduling Policy for Distributed Training",
        "Rashidi, Saeed", "ISCA", 2022)),
    (ref("Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve",
        "Agrawal, Amey and Kedia, Nitin and Panwar, Ashish", "OSDI", 2024),
     ref("SARATHI: Efficient LLM Inference by Piggybacking Decodes with Chunked Prefills",
        "Agrawal, Amey and Panwar, Ashish and Mohan, Jayashree", "arXiv", 2023)),
    (ref("On the Complexity of Scheduling, Part I", "Smith, Ann", "J. Scheduling", 2010),
     ref("On the Complexity of Scheduling, Part II", "Smith, Ann", "J. Scheduling", 2010)),
    (ref("Erratum to: Efficient Scheduling of Deep Learning Jobs", "Smith, Ann", "TPDS", 2020),
     ref("Efficient Scheduling of Deep Learning Jobs", "Smith, Ann", "TPDS", 2020)),
    (ref("MLPerf Training Benchmark 2019", "Mattson, Peter", "MLSys", 2020),
     ref("MLPerf Training Benchmark 2020", "Mattson, Peter", "MLSys", 2020)),
    (ref("GShard: Scaling Giant Models with Conditional Computation and Automatic Sharding",
        "Lepikhin, Dmitry", "ICLR", 2021),
     ref("GSPMD: General and Scalable Parallelization for ML Computation Graphs", "Xu, Yuanzhong",
        "arXiv", 2021)),
    (ref("FastMoE: A Fast Mixture-of-Expert Training System", "He, Jiaao and Qiu, Jiezhong", "arXiv",
        2021),
     ref("FasterMoE: Modeling and Optimizing Training of Large-Scale Dynamic Pre-Trained Models",
        "He, Jiaao and Zhai, Jidong", "PPoPP", 2022)),
    (ref("ATP: In-network Aggregation for Multi-tenant Learning", "Lao, ChonLam", "NSDI", 2021),
     ref("ATP: Adaptive Tensor Parallelism for Foundation Models", "Cheng, Shenggan", "arXiv", 2023)),
    (ref("CheckFreq: Frequent, Fine-Grained DNN Checkpointing",
        "Mohan, Jayashree and Phanishayee, Amar and Chidambaram, Vijay", "FAST", 2021),
     ref("Analyzing and Mitigating Data Stalls in DNN Training",
        "Mohan, Jayashree and Phanishayee, Amar and Raniwala, Ashish and Chidambaram, Vijay", "VLDB",
        2021)),
    (ref("Deep Learning", "LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey", "Nature", 2015),
     ref("Deep Learning", "Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron", "MIT Press",
        2016)),
    (ref("DeepServe: Serverless Large Language Model Serving at Scale", "Hu, Junhao", "ATC", 2025),
     ref("CloudServe: Serverless Large Language Model Serving at Scale", "Roe, Jane", "ATC", 2025)),
]  # fmt: skip


TENSORFLOW = "Abadi, Martín and Barham, Paul and Chen, Jianmin and Chen, Zhifeng and Davis, Andy"
# Another word, or another team: never more than a hint.
OTHER_WORD = [
    (ref("TensorFlow: A System for Large-Scale Machine Learning",
        f"{TENSORFLOW} and Dean, Jeffrey and Devin, Matthieu", "OSDI", 2016),
     ref("TensorFlow: Large-Scale Machine Learning on Heterogeneous Distributed Systems",
        "Abadi, Martín and Agarwal, Ashish and Barham, Paul and Brevdo, Eugene and Chen, Zhifeng "
        "and Citro, Craig and Corrado, Greg S. and Davis, Andy and Dean, Jeffrey and Devin, Matthieu "
        "and Ghemawat, Sanjay and Goodfellow, Ian and Harp, Andrew", "arXiv", 2016)),
    (ref("Efficient Training of Large Language Models on Heterogeneous Clusters",
        "Smith, Ann and Jones, Bob", "ATC", 2022),
     ref("Efficient Inference of Large Language Models on Heterogeneous Clusters",
        "Smith, Ann and Jones, Bob", "OSDI", 2023)),
    (ref("Efficient Training of Large Language Models on Heterogeneous Clusters",
        "Smith, Ann and Jones, Bob and Lee, Cy", "arXiv", 2022),
     ref("Efficient Inference of Large Language Models on Heterogeneous Clusters",
        "Smith, Ann and Jones, Bob and Lee, Cy", "OSDI", 2023)),
    (ref("Communication Efficient Distributed Machine Learning with the Parameter Server",
        "Li, Mu and Andersen, David G. and Smola, Alexander J. and Yu, Kai", "NIPS", 2014),
     ref("Scaling Distributed Machine Learning with the Parameter Server",
        "Li, Mu and Andersen, David G. and Park, Jun Woo and Smola, Alexander J.", "OSDI", 2014)),
]  # fmt: skip

KRASKA = "Kraska, Tim and Beutel, Alex"
AT_PAGE_ONE = {"volume": "1", "pages": "1--12"}
LATER = {"volume": "1", "pages": "20--32"}
# One place in print, and two titles: papers of their own where each begins with page 1.
ONE_PLACE = [
    (ref("Learned Index Structures for Storage", KRASKA, venue, 2018, **AT_PAGE_ONE),
     ref("Learned Cardinality Estimation", KRASKA, venue, 2018, **AT_PAGE_ONE))
    for venue in ("", "Proc. ACM Program. Lang.")
] + [
    (ref("On GPUs", KRASKA, venue, 2018, **place), ref("On TPUs", KRASKA, venue, 2018, **place))
    for venue in ("", "SOSP") for place in (AT_PAGE_ONE, LATER)
] + [
    (ref("Fifth matter", KRASKA, "Conf A", 2018, **place),
     ref("Training matter", KRASKA, "Conf B", 2018, **place))
    for place in (AT_PAGE_ONE, LATER)
] + [
    (ref("Distributed Shared Memory, Part 1", KRASKA, "LIPIcs", 2018, **AT_PAGE_ONE),
     ref("Distributed Shared Memory, Part 2", KRASKA, "LIPIcs", 2018, **AT_PAGE_ONE)),
    (ref("Fast and Reliable Training of Large Language Models", KRASKA, "SOSP", 2018, **AT_PAGE_ONE),
     ref("Fast and Reliable Inference of Large Language Models", KRASKA, "SOSP", 2018, **AT_PAGE_ONE)),
    (ref("Learned Index Structures", KRASKA, "", 2018, **AT_PAGE_ONE),
     ref("Learned Index Structures for Storage", KRASKA, "", 2018, **AT_PAGE_ONE)),
    # A copy of an entry of which the pages were never corrected.
    (ref("Learned Index Structures for Storage", KRASKA, "SIGMOD Record", 2018, **LATER),
     ref("Cardinality Estimation by Samples", KRASKA, "SIGMOD Record", 2018, **LATER)),
    # Each issue counts its pages anew.
    (ref("Chairman's report", "Spivak, M.", "TUGboat", 1981, volume="2", pages="3-4", number="2"),
     ref("Message from the Chairman", "Spivak, M.", "TUGboat", 1981, volume="2", pages="3-4",
        number="3")),
    # The same words but one, on other pages.
    (ref("Fast and Reliable Training of Large Language Models", KRASKA, "SOSP", 2018, pages="1--12"),
     ref("Fast and Reliable Inference of Large Language Models", KRASKA, "SOSP", 2018,
        pages="13--24")),
    # A poster with a name of its own, at another venue.
    (ref("Compiler Fuzzing through Deep Learning",
        "Cummins, C. and Petoumenos, P. and Murray, A. and Leather, H.", "ISSTA", 2018),
     ref("DeepSmith: Compiler Fuzzing through Deep Learning",
        "Cummins, C. and Petoumenos, P. and Murray, A. and Leather, H.", "ACACES", 2018)),
]  # fmt: skip
# The same pages of a volume that counts on are one place, whatever the language.
TRANSLATED = [
    (ref("Estudio multicéntrico sobre las infecciones por Staphylococcus", "Paganini, Hugo",
        "Arch Argent Pediatr", 2008, volume="106", pages="397-403"),
     ref("[Community-acquired Staphylococcus aureus in children: multicenter trial]",
        "Paganini, Hugo", "Archivos Argentinos de Pediatria", 2008, volume="106", pages="397-403")),
    (ref("Zur Bestimmung der Laufzeit von Programmen mit Schleifen", "Müller, Eva",
        "Informatik-Spektrum", 2001, volume="24", pages="321-324"),
     ref("Determining the Runtime of Programs That Have Loops", "Müller, Eva",
        "Informatik-Spektrum", 2001, volume="24", pages="321-324")),
]  # fmt: skip

NATURAL = "Learning Natural Coding Conventions"
PAPER_OF_FOUR = "Allamanis, M. and Barr, E. and Bird, C. and Sutton, C."
POSSIBLY = {Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION}
KINDS = (
    WorkKind.THESIS, WorkKind.BOOK, WorkKind.DATASET, WorkKind.SOFTWARE, WorkKind.WEB,
    WorkKind.TALK,
)  # fmt: skip


def of_kind(record: Record, kind: WorkKind) -> Reference:
    return msgspec.structs.replace(reader().read(record), kind=kind)


def check(a: Record, b: Record, expected: set[Verdict]) -> None:
    judge(reader().read(a), reader().read(b), expected)


def judge(a: Reference, b: Reference, expected: set[Verdict]) -> None:
    match = compare(a, b)
    assert match.verdict in expected, "\n".join(map(str, match.evidence))


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same(a: Record, b: Record) -> None:
    check(a, b, {Verdict.SAME})


@pytest.mark.parametrize(("a", "b"), VERSIONS)
def test_versions(a: Record, b: Record) -> None:
    check(a, b, {Verdict.VERSION_OF})


@pytest.mark.parametrize(("a", "b"), POSSIBLE)
def test_a_person_should_look(a: Record, b: Record) -> None:
    check(a, b, {Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION})


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different(a: Record, b: Record) -> None:
    check(a, b, {Verdict.DIFFERENT})


@pytest.mark.parametrize(("a", "b"), OTHER_WORD)
def test_another_word(a: Record, b: Record) -> None:
    check(a, b, {Verdict.DIFFERENT, Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION})


@pytest.mark.parametrize(("a", "b"), ONE_PLACE)
def test_a_place_does_not_outweigh_another_title(a: Record, b: Record) -> None:
    check(a, b, {Verdict.DIFFERENT, Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION})


@pytest.mark.parametrize(("a", "b"), TRANSLATED)
def test_a_translation_has_the_place_of_its_original(a: Record, b: Record) -> None:
    check(a, b, {Verdict.SAME})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", [2014, 2016])
def test_a_work_of_another_kind_is_never_certain(kind: WorkKind, year: int) -> None:
    other = of_kind(ref(NATURAL, "Allamanis, M.", "University of Edinburgh", year), kind)
    paper = of_kind(ref(NATURAL, PAPER_OF_FOUR, "FSE", 2014), WorkKind.PAPER)
    judge(other, paper, {Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION})
    evidence = list(map(str, compare(other, paper).evidence))
    assert evidence[0] == f"! kind: two works, {str(kind.name).lower()} / paper"


def test_an_identifier_outweighs_the_kind() -> None:
    thesis = of_kind(ref(NATURAL, "Allamanis, M.", "", 2014, arxiv="1402.4182"), WorkKind.THESIS)
    paper = of_kind(ref(NATURAL, PAPER_OF_FOUR, "FSE", 2014, arxiv="1402.4182"), WorkKind.PAPER)
    judge(thesis, paper, {Verdict.SAME, Verdict.VERSION_OF})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WorkKind.ANY, WorkKind.PAPER),
        (WorkKind.THESIS, WorkKind.THESIS),
        (WorkKind.REPORT, WorkKind.PAPER),
        (WorkKind.THESIS, WorkKind.REPORT),
    ],
)
def test_kinds_that_may_be_one_are_compared_as_ever(one: WorkKind, other: WorkKind) -> None:
    paper = ref(NATURAL, PAPER_OF_FOUR, "FSE", 2014)
    judge(of_kind(paper, one), of_kind(paper, other), {Verdict.SAME})


def editorial(title: str, **more: str) -> Record:
    return ref(title, "Roe, Rita", "Journal of Widget Studies", 2001, volume="7", **more)


def test_two_issues_that_open_with_one_heading_are_two_works() -> None:
    one = editorial("Editorial Introduction", number="1", pages="3--8", doi="10.1080/07.1")
    other = editorial("Editorial Introduction", number="2", pages="3--4", doi="10.1080/07.2")
    check(one, other, {Verdict.DIFFERENT})
    check(one, one, {Verdict.SAME})


def test_a_heading_tells_the_kind_of_a_text_and_perhaps_its_venue() -> None:
    one = editorial("From the Widget Studies Editors", number="1")
    other = editorial("From the Widget Studies Editors", number="4")
    check(one, other, {Verdict.DIFFERENT})


@pytest.mark.parametrize(
    ("name", "other", "year"),
    [
        ("Gizmo 3 Large", "Gizmo 3 Small", 2025),
        ("GRAD", "GRAND", 2026),
        ("Sprocket", "Sprocket-2", 2025),
    ],
)
def test_two_of_a_family_are_two_works(name: str, other: str, year: int) -> None:
    rest = "Open and Efficient Mixture of Widgets for Agentic Reasoning"
    check(
        ref(f"{name}: {rest}", "{Gizmo Inc}", "arXiv", 2025),
        ref(f"{other}: {rest}", "{Gizmo Inc}", "", year),
        {Verdict.DIFFERENT} if len(name) > len("Gizmo") else {Verdict.DIFFERENT, *POSSIBLY},
    )


def test_a_lone_name_may_be_wrong() -> None:
    title = "Widgets in the Wild: Streaming and Compression of Sprockets"
    right = ref(title, "Doe, Jane and Muster, Max and Roe, Rita", "SIGCOMM", 2024)
    check(ref(title, "Zhang, Yibo and others", "", 2024), right, POSSIBLY)
    check(ref(title, "Zhang, Y", "SIGCOMM", 2024), right, {Verdict.SAME})


def test_a_number_that_one_title_leaves_out_does_not_outweigh_an_identifier() -> None:
    authors = "Doe, Jane and Muster, Max and Roe, Rita"
    one = ref("Using Widgets and Gizmos to Train Sprocket 530B, a Large Language Model", authors,
              "arXiv", 2022, arxiv="2201.00009")  # fmt: skip
    other = ref("Using Widgets and Gizmos to train , a large-scale language model", authors,
                "arXiv", 2022, arxiv="2201.00009")  # fmt: skip
    check(one, other, {Verdict.SAME, Verdict.POSSIBLE_SAME})


def test_a_body_and_its_people_do_not_contradict_each_other() -> None:
    title = "Gizmo: Open Foundation and Fine-Tuned Widget Models"
    people = ref(title, "Doe, Jane and Muster, Max and Roe, Rita", "arXiv", 2023)
    for body in ("{Gizmo Team}", "Team, Gizmo", "GenAI, Meta", "{DeepGizmo-AI}"):
        check(ref(title, body, "arXiv", 2023), people, {Verdict.SAME})
    check(ref("Gizmo Technical Report", "Gizmo Team", "arXiv", 2023),
          ref("Gizmo technical report", "Doe, Jane and Muster, Max", "arXiv", 2023),
          {Verdict.SAME})  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        "and Ramaswamy, S. Selectivity Estimation in Spatial Databases",
        "Selectivity Estimation in Spatial Databases. ACM SIGMOD Record, 26 (3): 12-17",
        "Selectivity estimation in spatial databases [Review] [33 refs]",
        "Selectivity Estimation in Spatial Databases - group of 4 &raquo;",
        "Selectivity Estimation in Spatial Databases; 1st ed.",
    ],
)
def test_what_stands_beside_a_title_is_no_part_of_it(broken: str) -> None:
    authors = "Acharya, S. and Poosala, V. and Ramaswamy, S."
    whole = ref("Selectivity Estimation in Spatial Databases", authors, "SIGMOD Record", 1999)
    check(ref(broken, "S Acharya, V Poosala", "SIGMOD Record", 1999), whole, {Verdict.SAME})


@pytest.mark.parametrize("mark", ["(Abstract)", "(Extended Abstract)", "[Demo]"])
def test_a_short_form_is_another_version(mark: str) -> None:
    title = "Widgets in the Wild: Streaming and Compression of Sprockets"
    authors = "Doe, Jane and Muster, Max and Roe, Rita"
    paper = ref(title, authors, "AAAI", 2013)
    check(ref(f"{title} {mark}", authors, "AAAI", 2013), paper, {Verdict.VERSION_OF})


def test_another_number_of_pages_in_one_volume_is_another_version() -> None:
    title = "Widgets in the Wild: Streaming and Compression of Sprockets"
    authors = "Doe, Jane and Muster, Max and Roe, Rita"
    paper = ref(title, authors, "AAAI", 2018, pages="1888-1896")
    check(ref(title, authors, "AAAI", 2018, pages="8097-8098"), paper, {Verdict.VERSION_OF})


def test_an_identifier_that_unlike_titles_share_joins_nothing() -> None:
    records = [
        ref("Widgets in adults: a study of many cases", "Doe, Jane", "Widget Journal", 2013, doi="10.1/s"),
        ref("Widgets in children: a study of many cases", "Doe, Jane", "Widget Journal", 2013, doi="10.1/s"),
        ref("Sprockets of another kind", "Roe, Rita", "Widget Journal", 2013, doi="10.1/s"),
    ]  # fmt: skip
    assert find_duplicates([reader().read(record) for record in records]).clusters == ()
