"""Keys that were worked out by hand from the rules, for names and titles that are hard."""

from __future__ import annotations

from typing import Any

import pytest

from mlsysbib.keys import NoKeyError
from mlsysbib.keys.propose import propose_key
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.key_form import is_canonical_key

PAPERS = [
    # Real papers, as Google Scholar's users know them.
    (
        "kwon2023efficient",
        2023,
        "Kwon, Woosuk",
        "Efficient Memory Management with {PagedAttention}",
    ),
    ("yu2022orca", 2022, "Yu, Gyeong-In", "Orca: A Distributed Serving System for Transformers"),
    ("vaswani2017attention", 2017, "Vaswani, Ashish", "Attention Is All You Need"),
    ("dean2012large", 2012, "Dean, Jeffrey", "Large Scale Distributed Deep Networks"),
    ("recht2011hogwild", 2011, "Recht, Benjamin", "Hogwild!: A Lock-Free Approach"),
    ("black2022gptneox20b", 2022, "Black, Sid", "{GPT-NeoX-20B}: An Open-Source Model"),
    ("yan2020learning", 2020, "Yan, Francis Y.", "Learning in situ: a randomized experiment"),
    (
        "gujarati2020serving",
        2020,
        "Gujarati, Arpan",
        "Serving {DNNs} like {Clockwork}: Performance",
    ),
    ("kaiser2017one", 2017, "Kaiser, Łukasz", "One Model To Learn Them All"),
    # Commands of LaTeX are no words, and a key holds for ever.
    ("kung2019sorting", 2019, "Kung, H. T.", r"$\mathcal{O}(n)$ Sorting on {GPUs}"),
    ("kung2019routing", 2019, "Kung, H. T.", r"$\tilde{O}(\sqrt{n})$ Routing"),
    ("kung2019fast", 2019, "Kung, H. T.", r"\\mysys\{\}: A Fast Shuffle"),
    ("kung2019tilde", 2019, "Kung, H. T.", r"$\tilde{O}$"),
    ("kung2019shuffles", 2019, r"\foo Kung, H. T.", "Shuffles"),
    # A leading `Name:` is one word.
    ("sheng2024slora", 2024, "Sheng, Ying", "{S-LoRA}: Serving Thousands of {LoRA} Adapters"),
    ("dao2023flashattention2", 2023, "Dao, Tri", "{FlashAttention-2}: Faster Attention"),
    ("dao2022flashattention", 2022, "Dao, Tri", "{FlashAttention}: Fast Exact Attention"),
    ("dettmers2022llmint8", 2022, "Dettmers, Tim", "{LLM.int8()}: 8-bit Matrix Multiplication"),
    ("eisenman2022checknrun", 2022, "Eisenman, Assaf", "{Check-N-Run}: a Checkpointing System"),
    ("rajbhandari2021zeroinfinity", 2021, "Rajbhandari, Samyam", "{ZeRO-Infinity}: Breaking"),
    ("shoeybi2019megatronlm", 2019, "Shoeybi, Mohammad", "{Megatron-LM}: Training Models"),
    ("bae2022l3", 2022, "Bae, Jonghyun", "{L3}: Accelerator-Friendly Lossless Image Format"),
    ("xiao2017tux2", 2017, "Xiao, Wencong", "Tux²: Distributed Graph Computation"),
    ("oyama2018mucudnn", 2018, "Oyama, Yosuke", "μ-cuDNN: Accelerating Frameworks"),
    ("ding2022deltatuning", 2022, "Ding, Ning", "Δ-Tuning: A Study of Efficient Methods"),
    # Elsewhere a hyphen parts words.
    ("hsia2024mad", 2024, "Hsia, Samuel", "{MAD-Max} Beyond Single-Node: Enabling Large Models"),
    ("gebara2021network", 2021, "Gebara, Nadeen", "In-network Aggregation for Clusters"),
    ("yu2020fine", 2020, "Yu, Peifeng", "Fine-Grained {GPU} Sharing Primitives"),
    ("wu2022serverless", 2022, "Wu, Yuncheng", "Serverless Data Science - Are We There Yet?"),
    ("oneil1996log", 1996, "O'Neil, Patrick", "The Log-Structured Merge-Tree ({LSM}-Tree)"),
    ("zhang2021io", 2021, "Zhang, Xiaoyang", "{I/O} Lower Bounds for Auto-tuning"),
    # Function words are passed over; words that claim something are not.
    ("smith2022deepspeed", 2022, "Smith, Shaden", "Using {DeepSpeed} and {Megatron} to Train"),
    ("samanta2019dnn", 2019, "Samanta, Amit", "No {DNN} Left Behind: Improving Inference"),
    ("bonawitz2019federated", 2019, "Bonawitz, Keith", "Towards Federated Learning at Scale"),
    ("jia2019beyond", 2019, "Jia, Zhihao", "Beyond Data and Model Parallelism"),
    ("zhang2020network", 2020, "Zhang, Zhen", "Is Network the Bottleneck of Training?"),
    ("lian2017decentralized", 2017, "Lian, Xiangru", "Can Decentralized Algorithms Outperform"),
    ("agarwal2022utility", 2022, "Agarwal, Saurabh", "On the Utility of Gradient Compression"),
    ("peng2019generic", 2019, "Peng, Yanghua", "A Generic Communication Scheduler"),
    ("gururangan2020stop", 2020, "Gururangan, Suchin", "Don't Stop Pretraining"),
    ("ramanujan2020hidden", 2020, "Ramanujan, Vivek", "What's Hidden in a Random Network?"),
    ("ribeiro2016trust", 2016, "Ribeiro, Marco", "“Why Should I Trust You?”: Explaining"),
    ("ho2013more", 2013, "Ho, Qirong", "More Effective Distributed {ML}"),
    # All words count where all are function words.
    ("doe2020what", 2020, "Doe, Jo", "What Is It?"),
    ("doe2020to", 2020, "Doe, Jo", "To Be or Not to Be"),
    # Numbers: not next to the year, unless there is nothing else.
    ("tang2021bit", 2021, "Tang, Hanlin", "1-bit {Adam}: Communication Efficient Training"),
    ("dettmers2022bit", 2022, "Dettmers, Tim", "8-bit Optimizers via Quantization"),
    ("doe2020years", 2020, "Doe, Jo", "100 Years of Computing"),
    ("kerbl20233d", 2023, "Kerbl, Bernhard", "3{D} {Gaussian} Splatting"),
    ("orwell19491984", 1949, "Orwell, George", "1984"),
    ("doe2020", 2020, "Doe, Jo", "???"),
    # Names.
    ("bennun2019demystifying", 2019, "Ben-Nun, Tal", "Demystifying Parallel Deep Learning"),
    ("obrien2020on", 2020, "O'Brien, Pat", "On"),
    ("obrien2020systems", 2020, "O’Brien, Pat", "Systems"),
    ("merrienboer2018tangent", 2018, "van Merrienboer, Bart", "Tangent: Differentiation"),
    ("berg2020systems", 2020, "van der Berg, Jan", "Systems"),
    ("dalembert2020systems", 2020, "d'Alembert, Jean", "Systems"),
    ("desa2017understanding", 2017, "De Sa, Christopher", "Understanding Asynchronous {SGD}"),
    ("sutton2015hidden", 2015, "Sutton, III, Charles", "Hidden Technical Debt"),
    ("mullergrossmann2020systems", 2020, "Müller-Großmann, Ute", "Systems"),
    ("jorgensen2020systems", 2020, "Jørgensen, Bo", "Systems"),
    ("aebelo2020systems", 2020, "Æbelø, Bo", "Systems"),
    ("konecny2016federated", 2016, "Konečný, Jakub", "Federated Learning: Strategies"),
    ("nguyen2020systems", 2020, "Nguyễn, Văn", "Systems"),
    ("dang2020systems", 2020, "Đặng, Anh", "Systems"),
    ("yildiz2020systems", 2020, "Yıldız, Ece", "Systems"),
    ("inan2020systems", 2020, "İnan, Ece", "Systems"),
    ("thorsson2020systems", 2020, "Þórsson, Jón", "Systems"),
    ("le2020allox", 2020, "Le, Tan N.", "{AlloX}: Compute Allocation"),
    ("jayaramsubramanya2023sia", 2023, "Jayaram Subramanya, Suhas", "Sia: Scheduling"),
    ("alrfou2016theano", 2016, "Al-Rfou, Rami", "{Theano}: A {Python} Framework"),
    ("suharto2020systems", 2020, "Suharto", "Systems"),
    ("hooks2020systems", 2020, "hooks, bell", "Systems"),
    # Organisations.
    ("deepseekai2024deepseek", 2024, "{DeepSeek-AI}", "{DeepSeek-V3} Technical Report"),
    ("openai2023gpt", 2023, "{OpenAI}", "{GPT}-4 Technical Report"),
    ("gemini2023gemini", 2023, "{Gemini Team, Google}", "Gemini: A Family of Models"),
    ("falcon2023falcon", 2023, "{The Falcon Team}", "The {Falcon} Series of Models"),
    ("agg2004graph", 2004, "{The Attributed Graph Grammar System (AGG)}", "Graph Grammars"),
    ("mlcommons2020mlperf", 2020, "{A Consortium (MLCommons)}", "{MLPerf} Rules"),
    ("gemma2024gemma", 2024, "{Gemma Team (Google)}", "Gemma: Open Models"),
    ("x01ai2024yi", 2024, "{01.AI}", "Yi: Open Foundation Models by {01.AI}"),
    # No author, or none with a Latin reading: the title leads.
    ("emerging2022optical", 2022, "", "Emerging Optical Interconnects for {AI} Systems"),
    ("efficient2023memory", 2023, "王, 伟", "Efficient Memory Management"),
    ("iot2023systems", 2023, "Иванов, Иван", "The {IoT} Systems"),
    ("llama2024herd", 2024, "", "The {Llama} 3 Herd of Models"),
    ("bit2021adam", 2021, "", "1-bit {Adam}"),
    ("blink2020", 2020, "", "Blink"),
    ("x3d2023gaussian", 2023, "", "3{D} {Gaussian} Splatting"),
    # A title without a Latin reading.
    ("wang2023", 2023, "Wang, Wei", "深度学习系统"),
    ("sosp2023", 2023, "王, 伟", "深度学习系统"),
]


def paper(year: int, author: str, title: str) -> Entry:
    authors = (author, "Second, Author") if author else ()
    published = Published(venue="sosp", year=year)
    return Entry(key="any", title=title, authors=authors, published=published)


@pytest.mark.parametrize(("key", "year", "author", "title"), PAPERS)
def test_default_key(key: str, year: int, author: str, title: str) -> None:
    assert propose_key(paper(year, author, title)) == key
    assert is_canonical_key(key)


def test_there_are_enough_cases_and_no_two_share_a_key() -> None:
    keys = {key.casefold() for key, *_ in PAPERS}
    assert len(keys) == len(PAPERS) > 60


@pytest.mark.parametrize(
    ("title", "author", "version", "key"),
    [
        ("Training Nets", "Chen, Tianqi", {"arxiv": Arxiv(id="1604.06174")}, "chen2016training"),
        ("Old Times", "Chen, Tianqi", {"arxiv": Arxiv(id="cs/9901001")}, "chen1999old"),
        ("深度学习", "王, 伟", {"arxiv": Arxiv(id="2309.06180")}, "arxiv2309-06180"),
        ("深度学习", "王, 伟", {"arxiv": Arxiv(id="cs/9901001")}, "arxivcs-9901001"),
        ("深度学习", "王, 伟", {"preprint": Preprint(server="SSRN", year=2020)}, "ssrn2020"),
    ],
)
def test_default_key_of_a_preprint(
    title: str, author: str, version: dict[str, Any], key: str
) -> None:
    assert propose_key(Entry(key="", title=title, authors=(author,), **version)) == key
    assert is_canonical_key(key)


def test_the_year_of_publication_counts() -> None:
    entry = Entry(
        key="",
        title="Deep Compression",
        authors=("Han, Song",),
        published=Published(venue="iclr", year=2016),
        arxiv=Arxiv(id="1510.00149"),
    )
    assert propose_key(entry) == "han2016deep"


def test_a_long_key_is_cut_at_40_characters() -> None:
    entry = paper(
        2020, "Wolfeschlegelsteinhausenbergerdorff, Hubert", "Click-Through-Rates: A Study"
    )
    assert propose_key(entry) == "wolfeschlegelsteinhausenbergerdorff2020c"


def test_nothing_gives_no_key() -> None:
    entry = Entry(key="", title="深度学习", published=Published(container_title="学报", year=2020))
    with pytest.raises(NoKeyError, match=r"gives nothing for '深度学习'"):
        propose_key(entry)
