// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Events as PREMIS 3 in XML: `log --format premis` and the evidence bundle.

/// PREMIS 3 in XML (https://www.loc.gov/standards/premis/v3/premis-v3-0.xsd): objects, events,
/// agents.
package enum PremisText {
  /// The acts as one document.
  package static func document(_ story: [StoryEntry]) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <premis xmlns="http://www.loc.gov/premis/v3" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0">

      """
    for document in story.distinct({ $0.document }) { text += object(document) }
    for (index, entry) in story.enumerated() { text += event(entry, number: index + 1) }
    for agent in story.flatMap({ agents(of: $0.event) }).distinct({ $0 }) {
      text += self.agent(agent)
    }
    return text + "</premis>\n"
  }

  /// Someone or something that acts.
  private struct Agent: Hashable {
    var name: String
    var type: String
    var role: String
  }

  private static func agents(of event: DocumentEvent) -> [Agent] {
    [
      event.user.map { Agent(name: $0, type: "person", role: "implementer") },
      Agent(name: event.agent, type: "software", role: "executing program"),
      event.tool.map { Agent(name: $0, type: "software", role: "executing program") },
    ].compactMap(\.self)
  }

  private static func object(_ document: String) -> String {
    """
      <object xsi:type="intellectualEntity">
        <objectIdentifier>
          <objectIdentifierType>URN</objectIdentifierType>
          <objectIdentifierValue>urn:handbill:\(escaped(document))</objectIdentifierValue>
        </objectIdentifier>
      </object>

    """
  }

  private static func event(_ entry: StoryEntry, number: Int) -> String {
    let event = entry.event
    let clock = event.clock.map { "; the clock said \($0)" } ?? ""
    let note = (event.note.map { " (\($0))" } ?? "") + clock
    var text = """
        <event>
          <eventIdentifier>
            <eventIdentifierType>\(event.id == nil ? "local" : "UUID")</eventIdentifierType>
            <eventIdentifierValue>\(escaped(event.id ?? "\(number)"))</eventIdentifierValue>
          </eventIdentifier>
          <eventType>\(escaped(event.type))</eventType>
          <eventDateTime>\(escaped(event.time))</eventDateTime>
          <eventDetailInformation>
            <eventDetail>\(escaped(event.detail + note))</eventDetail>
          </eventDetailInformation>
          <eventOutcomeInformation>
            <eventOutcome>\(escaped(event.outcome))</eventOutcome>
          </eventOutcomeInformation>

      """
    for agent in agents(of: event) {
      text += """
            <linkingAgentIdentifier>
              <linkingAgentIdentifierType>local</linkingAgentIdentifierType>
              <linkingAgentIdentifierValue>\(escaped(agent.name))</linkingAgentIdentifierValue>
              <linkingAgentRole>\(agent.role)</linkingAgentRole>
            </linkingAgentIdentifier>

        """
    }
    return text + """
          <linkingObjectIdentifier>
            <linkingObjectIdentifierType>URN</linkingObjectIdentifierType>
            <linkingObjectIdentifierValue>urn:handbill:\(escaped(entry.document))\
      </linkingObjectIdentifierValue>
          </linkingObjectIdentifier>
        </event>

      """
  }

  private static func agent(_ agent: Agent) -> String {
    """
      <agent>
        <agentIdentifier>
          <agentIdentifierType>local</agentIdentifierType>
          <agentIdentifierValue>\(escaped(agent.name))</agentIdentifierValue>
        </agentIdentifier>
        <agentName>\(escaped(agent.name))</agentName>
        <agentType>\(agent.type)</agentType>
      </agent>

    """
  }

  /// Text as XML 1.0 can hold it; characters that it cannot hold become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
